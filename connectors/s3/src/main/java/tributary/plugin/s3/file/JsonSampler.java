package tributary.plugin.s3.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tributary.plugin.s3.file.JsonRow.Field;
import tributary.plugin.s3.file.JsonScanner.Found;
import tributary.spi.ConnectorException;

/** Looks into the objects of a file of JSON, and, for JSON Lines, into its middle and end too. */
final class JsonSampler {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Sample sample;
  private final JsonRow row = new JsonRow();
  private final Set<String> known = new HashSet<>();
  private long rows;
  private boolean keysVary;

  JsonSampler(Sample sample) {
    this.sample = sample;
  }

  void look(StoredFile file, OpenFile open, SampleSize size)
      throws IOException, InterruptedException {
    int columnsBefore = sample.columns();
    BoundedInput start = new BoundedInput(open.text(), size.startOf(file, open));
    boolean lines = open.format() == Format.JSONL;
    ByteWindow window =
        new ByteWindow(start, open.textOffset(), BUFFER_BYTES, FileTable.LONGEST_ROW);
    JsonScanner scanner = new JsonScanner(window, lines, false, file.name());
    long from = scanner.nextOffset();
    see(scanner, start);
    if (rows == 0) {
      throw CsvHeader.empty(file.name(), "it has no row");
    }
    sample.count(rows, scanner.nextOffset() - from);
    if (lines && start.wasCut() && open.seekable() && size.end() > 0) {
      segment(file, file.size() / 2, size.middle());
      segment(file, file.size() - size.end(), size.end());
    }
    boolean unlikeOthers =
        columnsBefore > 0 && (sample.columns() > columnsBefore || known.size() < columnsBefore);
    if (keysVary || unlikeOthers) {
      sample.keysVary();
    }
  }

  private void segment(StoredFile file, long from, long length)
      throws IOException, InterruptedException {
    long to = Math.min(file.size(), from + length);
    try (BoundedInput in = new BoundedInput(file.open(from, to), length)) {
      ByteWindow window = new ByteWindow(in, from, BUFFER_BYTES, FileTable.LONGEST_ROW);
      JsonScanner scanner = new JsonScanner(window, true, false, file.name());
      scanner.next();
      see(scanner, in);
    }
  }

  private void see(JsonScanner scanner, BoundedInput in) throws IOException, InterruptedException {
    try {
      for (Found found = scanner.next(); found != Found.END; found = scanner.next()) {
        if (found == Found.VALUE
            && Utf8.errorAt(scanner.bytes(), scanner.valueFrom(), scanner.valueTo()) < 0
            && row.parse(scanner.bytes(), scanner.valueFrom(), scanner.valueTo()).isEmpty()) {
          see(scanner.bytes());
        }
        rows++;
      }
    } catch (ConnectorException e) {
      boolean cutByUs = in.wasCut() && e.code().equals(FileProblem.TRUNCATED_JSON.toErrorCode());
      if (!cutByUs) {
        throw e;
      }
    }
  }

  private void see(byte[] bytes) {
    List<Field> fields = row.fields();
    List<TypeGuess> guesses = sample.guesses(fields.stream().map(Field::key).toList());
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      keysVary |= known.add(field.key()) && rows > 0;
      switch (field.kind()) {
        case NESTED -> guesses.get(i).seeNested();
        case LITERAL -> guesses.get(i).seeLiteral(bytes, field.from(), field.to());
        case NULL -> {}
        case STRING -> {
          byte[] text = field.text().getBytes(StandardCharsets.UTF_8);
          guesses.get(i).seeString(sample.times(), text, 0, text.length);
        }
      }
    }
    keysVary |= rows > 0 && fields.size() < known.size();
  }
}
