package tributary.run;

import java.util.Objects;
import java.util.Set;

/**
 * Which part of a dataflow's history to show. It is worked out in the database.
 *
 * @param statuses empty: all
 * @param triggers empty: all
 * @param sort what decides the order; runs that are equal in it stand newest first
 * @param ascending the sort's direction; what has no value yet stands last in both
 * @param first index of the first run
 * @param size how many runs at most, 1 to 500
 */
public record RunQuery(
    Set<RunStatus> statuses,
    Set<RunTrigger> triggers,
    Sort sort,
    boolean ascending,
    int first,
    int size) {
  public RunQuery {
    statuses = Set.copyOf(statuses);
    triggers = Set.copyOf(triggers);
    Objects.requireNonNull(sort, "sort");
    if (first < 0 || size < 1 || size > 500) {
      throw new IllegalArgumentException("Not a page: " + first + ", " + size);
    }
  }

  /** Returns the query for all runs, newest first. */
  public static RunQuery newest(int first, int size) {
    return new RunQuery(Set.of(), Set.of(), Sort.NUMBER, false, first, size);
  }

  /** What runs can be sorted by. */
  public enum Sort {
    NUMBER,
    START,
    DURATION,
    ROWS_READ,
    ROWS_WRITTEN
  }
}
