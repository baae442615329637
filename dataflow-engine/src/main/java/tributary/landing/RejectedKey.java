package tributary.landing;

import java.util.Arrays;
import java.util.List;

/** Finds the key of a row that is rejected, so that the row can be named all the same. */
final class RejectedKey {
  /** An index holds less, so that no row has a longer one. */
  private static final int LONGEST = 8_192;

  private final CopyBuffer data;

  RejectedKey(CopyBuffer data) {
    this.data = data;
  }

  /** Returns whether a value belongs to it that is this long. */
  static boolean has(List<Integer> key, int column, int length) {
    return length <= LONGEST && key.contains(column);
  }

  /**
   * Leaves of a row's values those of the key.
   *
   * @param rowStart where the row begins; the values begin there afterwards
   * @param values how many there are so far
   */
  void leave(int rowStart, int values, List<Integer> key) {
    int from = rowStart + 2;
    int to = rowStart;
    for (int column = 0; column < values; column++) {
      int length = Math.max(0, data.int32At(from));
      if (has(key, column, length)) {
        data.move(from, to, 4 + length);
        to += 4 + length;
      }
      from += 4 + length;
    }
    data.cut(to);
  }

  /**
   * Makes of the values that are left the beginning of a row that has no others.
   *
   * @return whether that is the whole key; if not, nothing is left
   */
  boolean spread(int rowStart, int fields, int columns, List<Integer> key) {
    byte[] values = Arrays.copyOfRange(data.array(), rowStart, data.size());
    boolean whole = isWhole(rowStart, key.size());
    data.cut(rowStart);
    if (!whole) {
      return false;
    }
    data.putInt16(fields);
    int at = 0;
    for (int column = 0; column < columns; column++) {
      if (key.contains(column)) {
        int end = at + 4 + CopyBuffer.int32(values, at);
        data.put(values, at, end);
        at = end;
      } else {
        data.putInt32(-1);
      }
    }
    return true;
  }

  private boolean isWhole(int rowStart, int parts) {
    int found = 0;
    int at = rowStart;
    while (at < data.size()) {
      int length = data.int32At(at);
      if (length < 0) {
        return false;
      }
      at += 4 + length;
      found++;
    }
    return found == parts;
  }
}
