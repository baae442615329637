package tributary.plugin.dynamics;

import java.time.Duration;
import java.time.Instant;
import tributary.spi.Cursor;

/**
 * Where the changes of a table go on that are told by the version of its rows. The service counts
 * the versions of all its rows as they are written, and a row is seen when its transaction ends:
 * one may come into sight after others with higher versions. So a version counts as settled only
 * when it was the newest so long ago that no transaction of then goes on.
 *
 * @param settled no row with this or a lower version comes into sight any more; 0: none is settled
 * @param newest the newest version that was in sight
 * @param at when it was, by the service's clock
 * @param columns the mark of the columns that were read
 * @param swept when every row was read or named last, by this machine's clock
 */
record VersionCursor(long settled, long newest, Instant at, String columns, Instant swept) {
  static final int FORMAT = 3;

  static VersionCursor of(Cursor cursor) {
    String[] parts = cursor.value().split(" ", 5);
    return new VersionCursor(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Instant.parse(parts[2]),
        parts[3],
        Instant.parse(parts[4]));
  }

  Cursor cursor() {
    return new Cursor(FORMAT, settled + " " + newest + " " + at + " " + columns + " " + swept);
  }

  /** Where a read begins that brings everything. */
  static VersionCursor afterAll(long inSight, Instant now, String columns, Instant swept) {
    return new VersionCursor(0, inSight, now, columns, swept);
  }

  /** Returns the version above which rows have to be read. */
  long above(Duration lookBack) {
    return lookBack.isZero() ? newest : settled;
  }

  /**
   * Returns where the read after this one goes on.
   *
   * @param inSight the newest version now
   * @param now by the service's clock
   * @param lastSweep when every row was read or named last, this read included
   */
  VersionCursor after(long inSight, Instant now, Duration lookBack, Instant lastSweep) {
    return now.isBefore(at.plus(lookBack))
        ? new VersionCursor(settled, newest, at, columns, lastSweep)
        : new VersionCursor(newest, inSight, now, columns, lastSweep);
  }
}
