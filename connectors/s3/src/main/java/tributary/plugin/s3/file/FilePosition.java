package tributary.plugin.s3.file;

/**
 * A place between two rows of a file.
 *
 * @param offset bytes before it: of the file, or of its text where the file is compressed or not
 *     UTF-8; or before the block of rows in which it lies
 * @param line the line on which the next row begins, or its number where rows are counted, from 1
 * @param skip rows of its block before it
 */
public record FilePosition(long offset, long line, long skip) {
  public FilePosition(long offset, long line) {
    this(offset, line, 0);
  }

  /** Returns the place as text. */
  public String encoded() {
    return offset + ":" + line + (skip == 0 ? "" : ":" + skip);
  }

  /** Returns the place of a text that {@link #encoded} made. */
  public static FilePosition decode(String text) {
    String[] parts = text.split(":");
    return new FilePosition(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        parts.length > 2 ? Long.parseLong(parts[2]) : 0);
  }
}
