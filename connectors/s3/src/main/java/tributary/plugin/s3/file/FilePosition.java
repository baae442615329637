package tributary.plugin.s3.file;

/**
 * A place between two rows of a file.
 *
 * @param offset bytes before it: of the file, or of its text where the file is compressed or not
 *     UTF-8
 * @param line the line on which the next row begins, or its number where rows are counted, from 1
 */
public record FilePosition(long offset, long line) {
  /** Returns the place as text. */
  public String encoded() {
    return offset + ":" + line;
  }

  /** Returns the place of a text that {@link #encoded} made. */
  public static FilePosition decode(String text) {
    int colon = text.indexOf(':');
    return new FilePosition(
        Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
  }
}
