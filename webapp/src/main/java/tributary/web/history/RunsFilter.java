package tributary.web.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tributary.run.RunQuery;
import tributary.run.RunQuery.Sort;
import tributary.run.RunStatus;

/**
 * What the run history is narrowed to and in which order, as the address says it. What it does not
 * say properly counts as not said.
 *
 * @param status of the runs to show; empty: all
 * @param sort what decides the order
 * @param ascending the sort's direction
 */
record RunsFilter(Optional<RunStatus> status, Sort sort, boolean ascending) {
  /**
   * Reads the address.
   *
   * @param status a state's name in any case
   * @param sort a column's name in any case, with a minus before it to begin with the largest
   */
  static RunsFilter of(String status, String sort) {
    boolean descending = sort.startsWith("-");
    return constant(Sort.class, descending ? sort.substring(1) : sort)
        .map(column -> new RunsFilter(constant(RunStatus.class, status), column, !descending))
        .orElseGet(() -> new RunsFilter(constant(RunStatus.class, status), Sort.NUMBER, false));
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(name))
        .findFirst();
  }

  RunQuery query(int first, int size) {
    return new RunQuery(status.map(Set::of).orElse(Set.of()), sort, ascending, first, size);
  }

  /** Returns the same runs by this column: the largest first, and the other way the next time. */
  RunsFilter by(Sort column) {
    return new RunsFilter(status, column, column == sort && !ascending);
  }

  /** Returns the order as the address says it. */
  String order() {
    return (ascending ? "" : "-") + sort.name().toLowerCase(Locale.ROOT);
  }

  /** Returns what follows the dataflow in the address; empty for all runs, newest first. */
  String parameters() {
    String narrowed =
        status.map(wanted -> "&status=" + wanted.name().toLowerCase(Locale.ROOT)).orElse("");
    return narrowed + (sort == Sort.NUMBER && !ascending ? "" : "&sort=" + order());
  }
}
