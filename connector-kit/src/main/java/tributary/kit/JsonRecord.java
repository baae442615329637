package tributary.kit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.Checksum;

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

  /** Returns whether the record does not have the field, not even as null. */
  public boolean isMissing(int slot) {
    return starts[slot] < 0;
  }

  /** Returns a slot's value as the record writes it; a string without its quotes. */
  public String text(int slot) {
    return kinds[slot] == Kind.ABSENT
        ? ""
        : JsonScan.text(bytes, starts[slot], ends[slot], escaped[slot]);
  }

  /** Returns an object or a list as a document, valid as long as the record. */
  public InputStream document(int slot) {
    return new ByteArrayInputStream(bytes, starts[slot], ends[slot] - starts[slot]);
  }

  /** Adds a slot's value to a sum, as it is written. */
  public void sumUp(int slot, Checksum sum) {
    sum.update(kinds[slot].ordinal());
    sum.update(bytes, Math.max(0, starts[slot]), Math.max(0, ends[slot] - starts[slot]));
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
    Arrays.fill(starts, -1);
    Arrays.fill(ends, -1);
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
