package tributary.plugin.dynamics;

import java.time.Instant;
import tributary.spi.Cursor;

/**
 * Where the changes of a table go on that are told by the time of change.
 *
 * @param at when the last read was planned
 * @param columns the mark of the columns that it read; empty in a cursor of an earlier version
 */
record MomentCursor(Instant at, String columns) {
  static final int FORMAT = 2;

  static MomentCursor of(Cursor cursor) {
    String[] parts = cursor.value().split(" ", 2);
    return new MomentCursor(Instant.parse(parts[0]), parts.length == 2 ? parts[1] : "");
  }

  Cursor cursor() {
    return new Cursor(FORMAT, columns.isEmpty() ? at.toString() : at + " " + columns);
  }

  boolean tells(String mark) {
    return columns.isEmpty() || columns.equals(mark);
  }
}
