package tributary.plugin.dynamics;

import java.time.Instant;
import tributary.spi.Cursor;

/**
 * Where the changes of a table go on that are told by the time of change.
 *
 * @param at when the last read was planned, by the service's clock
 * @param columns the mark of the columns that it read; empty in a cursor of an earlier version
 * @param swept when every row was read or named last, by this machine's clock
 */
record MomentCursor(Instant at, String columns, Instant swept) {
  static final int FORMAT = 2;

  /** Where a read begins that brings everything. */
  static MomentCursor afterAll(Instant at, String columns, Instant swept) {
    return new MomentCursor(at, columns, swept);
  }

  static MomentCursor of(Cursor cursor) {
    String[] parts = cursor.value().split(" ", 3);
    return new MomentCursor(
        Instant.parse(parts[0]),
        parts.length == 3 ? parts[1] : "",
        parts.length == 3 ? Instant.parse(parts[2]) : Instant.EPOCH);
  }

  Cursor cursor() {
    return new Cursor(FORMAT, at + " " + columns + " " + swept);
  }

  boolean tells(String mark) {
    return columns.isEmpty() || columns.equals(mark);
  }
}
