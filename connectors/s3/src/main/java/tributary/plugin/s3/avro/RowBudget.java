package tributary.plugin.s3.avro;

import java.io.IOException;

/** What one row may take of memory. What goes beyond is passed over, and the row is rejected. */
final class RowBudget {
  private static final long MOST_ELEMENTS = 50_000_000;

  private final long most;
  private long left;
  private long elements;

  RowBudget(long most) {
    this.most = most;
  }

  void begin() {
    left = most;
    elements = 0;
  }

  /** Takes room for a value; returns whether there is any. */
  boolean take(long bytes) {
    left = bytes > left ? -1 : left - bytes;
    return left >= 0;
  }

  /** Counts an element of a list or map, which may take no byte of the file. */
  boolean element() throws IOException {
    if (++elements > MOST_ELEMENTS) {
      throw new IOException("A list has more elements than a row can have");
    }
    return take(8);
  }

  boolean isExceeded() {
    return left < 0;
  }
}
