package tributary.flow;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which part of the Imports list to show. It is worked out in the database.
 *
 * @param text part of the name or display name, regardless of case; empty: all
 * @param connectors connector ids; empty: all
 * @param statuses empty: all
 * @param refreshes how the last run read; empty: all
 * @param created when it was made
 * @param updated when it was changed
 * @param refreshed when data was last published
 * @param groupBy rows of a group stand together; empty: no groups
 * @param sort within a group
 * @param ascending the sort's direction
 * @param first index of the first row
 * @param size how many rows at most, 1 to 200
 */
public record DataflowQuery(
    String text,
    Set<String> connectors,
    Set<DataflowStatus> statuses,
    Set<RefreshKind> refreshes,
    Between created,
    Between updated,
    Between refreshed,
    Optional<GroupBy> groupBy,
    Sort sort,
    boolean ascending,
    int first,
    int size) {
  public DataflowQuery {
    Objects.requireNonNull(text, "text");
    connectors = Set.copyOf(connectors);
    statuses = Set.copyOf(statuses);
    refreshes = Set.copyOf(refreshes);
    if (first < 0 || size < 1 || size > 200) {
      throw new IllegalArgumentException("Not a page: " + first + ", " + size);
    }
  }

  /** Returns the query for all rows, newest first. */
  public static DataflowQuery all(int first, int size) {
    return new DataflowQuery(
        "",
        Set.of(),
        Set.of(),
        Set.of(),
        Between.ANY,
        Between.ANY,
        Between.ANY,
        Optional.empty(),
        Sort.CREATED,
        false,
        first,
        size);
  }

  /**
   * A span of time.
   *
   * @param from included; empty: open
   * @param to excluded; empty: open
   */
  public record Between(Optional<Instant> from, Optional<Instant> to) {
    /** Any time at all. */
    public static final Between ANY = new Between(Optional.empty(), Optional.empty());
  }

  /** What rows can be sorted by. */
  public enum Sort {
    NAME,
    TYPE,
    STATUS,
    TABLES,
    CREATED,
    LAST_REFRESH_TYPE,
    UPDATED,
    LAST_REFRESH,
    NEXT_RUN,
    LAST_RUN
  }

  /** What rows can be grouped by. */
  public enum GroupBy {
    TYPE,
    STATUS,
    TABLES,
    LAST_REFRESH_TYPE
  }
}
