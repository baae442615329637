package tributary.sandbox.dataverse;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The rows of one table: so many that follow from their numbers, and those that were changed since.
 * Thread-safe.
 */
final class Rows {
  private static final Instant FIRST = Instant.parse("2021-01-01T06:00:00Z");
  private static final long SPAN_SECONDS = 5L * 365 * 24 * 3600;
  private static final long FIRST_VERSION = 1_000_000;
  private static final long MOST_QUIET_DAYS = 30;

  private final long base;
  private final Map<Long, Row> changed = new ConcurrentHashMap<>();
  private final NavigableMap<Long, Long> byVersion = new ConcurrentSkipListMap<>();
  private volatile long size;
  private volatile Arrivals arrivals = Arrivals.EVEN;

  Rows(long base) {
    this.base = base;
    this.size = base;
  }

  /** Returns how many numbers are taken, of rows that are there or gone. */
  long size() {
    return size;
  }

  Row row(long index) {
    Row row = changed.get(index);
    return row != null ? row : original(index);
  }

  private Row original(long index) {
    Arrivals how = arrivals;
    Instant created =
        how.isTogether(index)
            ? evenly(how.first()).plusSeconds(how.secondsBehind(index))
            : evenly(index);
    Instant modified =
        created.plusSeconds(Math.floorMod(Values.mix(index), MOST_QUIET_DAYS * 24 * 3600));
    return new Row(
        index, 0, FIRST_VERSION + index, how.isUnknown(index) ? null : created, modified, false);
  }

  private Instant evenly(long index) {
    return FIRST.plusSeconds((long) ((double) index / base * SPAN_SECONDS));
  }

  /** Lets the rows that were there from the beginning have come otherwise. */
  void arrived(Arrivals how) {
    arrivals = how;
  }

  /**
   * Returns the number of the first row that was created then or later, of those that were there
   * from the beginning, as an index finds it; their count where there is none.
   */
  long firstCreated(Instant from) {
    long low = 0;
    long high = base;
    while (low < high) {
      long middle = (low + high) / 2;
      Instant created = original(middle).created();
      if (created == null || created.isBefore(from)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns how many rows were there from the beginning. */
  long base() {
    return base;
  }

  /** Returns the numbers of the rows that changed after a version, the earliest change first. */
  Collection<Long> since(long version) {
    return byVersion.tailMap(version, false).values();
  }

  synchronized void change(long index, long version, Instant now, boolean deleted) {
    Row before = row(index);
    put(new Row(index, before.revision() + 1, version, before.created(), now, deleted), before);
  }

  synchronized void create(long version, Instant now) {
    put(new Row(size, 0, version, now, now, false), null);
    size++;
  }

  private void put(Row row, Row before) {
    changed.put(row.index(), row);
    if (before != null) {
      byVersion.remove(before.version());
    }
    byVersion.put(row.version(), row.index());
  }
}
