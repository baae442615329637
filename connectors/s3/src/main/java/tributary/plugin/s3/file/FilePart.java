package tributary.plugin.s3.file;

/**
 * A part of a file: the rows that begin from {@code from} to before {@code to}.
 *
 * @param from its first byte; 0 for the file's beginning
 * @param to the byte behind its last
 */
public record FilePart(long from, long to) {
  /** Returns the whole file as one part. */
  public static FilePart whole(StoredFile file) {
    return new FilePart(0, file.size());
  }

  /** Returns whether this is all of the file. */
  public boolean isWhole(StoredFile file) {
    return from == 0 && to == file.size();
  }

  /** Returns how long it is. */
  public long bytes() {
    return to - from;
  }
}
