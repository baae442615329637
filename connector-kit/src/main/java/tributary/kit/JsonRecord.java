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
  private final boolean[] escaped;
  private byte[] bytes;

  JsonRecord(int size) {
    kinds = new Kind[size];
    starts = new int[size];
    ends = new int[size];
    escaped = new boolean[size];
  }

  /** Returns what stands in a slot. */
  public Kind kind(int slot) {
    return kinds[slot];
  }

  /** Returns a slot's value as the record writes it; a string without its quotes. */
  public String text(int slot) {
    return kinds[slot] == Kind.ABSENT
        ? ""
        : JsonScan.text(bytes, starts[slot], ends[slot], escaped[slot]);
  }

  /** Returns the bytes in which the values stand, in UTF-8. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns where a slot's value begins, behind its quote. */
  int start(int slot) {
    return starts[slot];
  }

  /** Returns where a slot's value ends, before its quote. */
  int end(int slot) {
    return ends[slot];
  }

  /** Returns whether a string is written with escapes, so that its bytes are not what it says. */
  boolean isEscaped(int slot) {
    return escaped[slot];
  }

  void begin(byte[] within) {
    bytes = within;
    Arrays.fill(kinds, Kind.ABSENT);
  }

  void put(int slot, Kind kind, int start, int end) {
    put(slot, kind, start, end, false);
  }

  void putString(int slot, int start, int end, boolean isEscaped) {
    put(slot, Kind.STRING, start, end, isEscaped);
  }

  private void put(int slot, Kind kind, int start, int end, boolean isEscaped) {
    if (slot >= 0) {
      kinds[slot] = kind;
      starts[slot] = start;
      ends[slot] = end;
      escaped[slot] = isEscaped;
    }
  }
}
