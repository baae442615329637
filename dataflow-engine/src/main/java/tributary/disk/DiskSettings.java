package tributary.disk;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Where data lies and how much room is kept free.
 *
 * @param watermark bytes
 * @param path a directory on the disk that holds the data
 * @param limit how large the database may become, in bytes
 */
record DiskSettings(long watermark, Optional<Path> path, OptionalLong limit) {
  private static final String WATERMARK = "tributary.disk.watermark";
  private static final String PATH = "tributary.disk.path";
  private static final String LIMIT = "tributary.disk.limit";
  private static final long USUAL = 2_000_000_000L;

  /**
   * Reads the configuration.
   *
   * @throws IllegalStateException in words for the operator
   */
  static DiskSettings read(Function<String, Optional<String>> value) {
    OptionalLong limit = bytes(value, LIMIT);
    OptionalLong watermark = bytes(value, WATERMARK);
    if (limit.isPresent() && watermark.orElse(USUAL) >= limit.getAsLong()) {
      throw new IllegalStateException(
          "%s is %s, of which %s is to keep %s free: no run could begin. Raise the one or lower the other."
              .formatted(
                  LIMIT,
                  ByteCount.words(limit.getAsLong()),
                  WATERMARK,
                  ByteCount.words(watermark.orElse(USUAL))));
    }
    return new DiskSettings(
        watermark.orElse(USUAL), value.apply(PATH).map(DiskSettings::directory), limit);
  }

  private static OptionalLong bytes(Function<String, Optional<String>> value, String key) {
    Optional<String> text = value.apply(key);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong bytes = ByteCount.parse(text.get());
    if (bytes.isEmpty()) {
      throw new IllegalStateException(
          "%s is '%s', which is no number of bytes. Write it as 2GB, 500MB or 2147483648."
              .formatted(key, text.get()));
    }
    return bytes;
  }

  private static Path directory(String name) {
    try {
      Path path = Path.of(name.strip());
      if (Files.isDirectory(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // falls through to the one text for both kinds of wrong value
    }
    throw new IllegalStateException(
        "%s is '%s', which is no directory here. Name one on the disk that holds the database, or leave it out."
            .formatted(PATH, name));
  }
}
