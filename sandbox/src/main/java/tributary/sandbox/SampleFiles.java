package tributary.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All files of the invented care operator. The same version always makes the same bytes. */
final class SampleFiles {
  private static final String MARKER = "files-2.done";

  private SampleFiles() {}

  static List<SampleFile> all() {
    Operator operator = Operator.invent();
    return Stream.of(
            CensusFiles.of(operator),
            ClinicalFiles.of(operator),
            BusinessFiles.of(operator),
            ExchangeFiles.of(operator),
            ReferenceFiles.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Fills the bucket the first time. What a person changes in it afterwards stays changed. */
  static void putOnce(SandboxS3 s3, Path directory) throws IOException {
    Path marker = directory.resolve(MARKER);
    if (Files.exists(marker)) {
      return;
    }
    for (SampleFile file : all()) {
      s3.put(SandboxS3.BUCKET, file.key(), file.content());
    }
    Files.writeString(marker, "Delete this file to have the bucket filled again.\n");
  }
}
