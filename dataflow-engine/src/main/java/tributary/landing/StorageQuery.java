package tributary.landing;

import java.util.Objects;

/**
 * Which part of the list of what entities use to show. It is worked out in the database.
 *
 * @param text part of the entity's or the dataflow's name, regardless of case; empty: all
 * @param sort what decides the order
 * @param ascending the sort's direction
 * @param first index of the first entity
 * @param size how many at most, 1 to 500
 */
public record StorageQuery(String text, Sort sort, boolean ascending, int first, int size) {
  public StorageQuery {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(sort, "sort");
    if (first < 0 || size < 1 || size > 500) {
      throw new IllegalArgumentException("Not a page: " + first + ", " + size);
    }
  }

  /** What entities can be sorted by. */
  public enum Sort {
    NAME,
    DATAFLOW,
    PRESENT,
    STATES,
    UNDO,
    TOTAL,
    GOES
  }
}
