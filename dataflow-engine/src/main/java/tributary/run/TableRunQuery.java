package tributary.run;

import java.util.Set;

/**
 * Which part of a run's tables to show. It is worked out in the database.
 *
 * @param statuses empty: all
 * @param first index of the first table, metadata first
 * @param size how many tables at most, 1 to 500
 */
public record TableRunQuery(Set<RunStatus> statuses, int first, int size) {
  public TableRunQuery {
    statuses = Set.copyOf(statuses);
    if (first < 0 || size < 1 || size > 500) {
      throw new IllegalArgumentException("Not a page: " + first + ", " + size);
    }
  }
}
