package tributary.kit;

import java.util.Arrays;

/**
 * The wanted values of one JSON record, by slot. The same object is used for each record of a page.
 */
public final class JsonRecord {
  /** What stands in a slot. */
  public enum Kind {
    /** The field is missing, or null. */
    ABSENT,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    /** An object or a list, as JSON. */
    JSON
  }

  private final Kind[] kinds;
  private final int[] starts;
  private final int[] ends;
  private char[] chars = new char[1024];
  private int used;

  JsonRecord(int size) {
    kinds = new Kind[size];
    starts = new int[size];
    ends = new int[size];
    clear();
  }

  /** Returns what stands in a slot. */
  public Kind kind(int slot) {
    return kinds[slot];
  }

  /** Returns a slot's value as the record writes it; a string without its quotes. */
  public String text(int slot) {
    return switch (kinds[slot]) {
      case TRUE -> "true";
      case FALSE -> "false";
      case ABSENT -> "";
      case STRING, NUMBER, JSON -> new String(chars, starts[slot], ends[slot] - starts[slot]);
    };
  }

  void clear() {
    Arrays.fill(kinds, Kind.ABSENT);
    used = 0;
    if (chars.length > 1 << 20) {
      chars = new char[1024];
    }
  }

  void put(int slot, Kind kind) {
    kinds[slot] = kind;
  }

  void put(int slot, Kind kind, char[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, chars, used, length);
    place(slot, kind, length);
  }

  void put(int slot, Kind kind, String value) {
    room(value.length());
    value.getChars(0, value.length(), chars, used);
    place(slot, kind, value.length());
  }

  private void place(int slot, Kind kind, int length) {
    kinds[slot] = kind;
    starts[slot] = used;
    used += length;
    ends[slot] = used;
  }

  private void room(int length) {
    if (used + length > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(chars.length * 2, used + length));
    }
  }
}
