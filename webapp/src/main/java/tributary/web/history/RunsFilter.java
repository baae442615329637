package tributary.web.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tributary.run.RunQuery;
import tributary.run.RunQuery.Sort;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;

/**
 * What the run history is narrowed to and in which order, as the address says it. What it does not
 * say properly counts as not said.
 *
 * @param status of the runs to show; empty: all
 * @param trigger why the runs to show began; empty: for any reason
 * @param sort what decides the order
 * @param ascending the sort's direction
 */
record RunsFilter(
    Optional<RunStatus> status, Optional<RunTrigger> trigger, Sort sort, boolean ascending) {
  /**
   * Reads the address.
   *
   * @param status a state's name in any case
   * @param trigger a trigger's name in any case
   * @param sort a column's name in any case, with a minus before it to begin with the largest
   */
  static RunsFilter of(String status, String trigger, String sort) {
    boolean descending = sort.startsWith("-");
    Optional<Sort> column = constant(Sort.class, descending ? sort.substring(1) : sort);
    return new RunsFilter(
        status(status),
        constant(RunTrigger.class, trigger),
        column.orElse(Sort.NUMBER),
        column.isPresent() && !descending);
  }

  /** Returns the state of this name in any case; empty where none has it. */
  static Optional<RunStatus> status(String name) {
    return constant(RunStatus.class, name);
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(name))
        .findFirst();
  }

  RunQuery query(int first, int size) {
    return new RunQuery(
        status.map(Set::of).orElse(Set.of()),
        trigger.map(Set::of).orElse(Set.of()),
        sort,
        ascending,
        first,
        size);
  }

  /** Returns the same runs by this column: the largest first, and the other way the next time. */
  RunsFilter by(Sort column) {
    return new RunsFilter(status, trigger, column, column == sort && !ascending);
  }

  /** Returns the order as the address says it. */
  String order() {
    return (ascending ? "" : "-") + sort.name().toLowerCase(Locale.ROOT);
  }

  /** Returns what follows the dataflow in the address; empty for all runs, newest first. */
  String parameters() {
    return parameter("status", status)
        + parameter("trigger", trigger)
        + (sort == Sort.NUMBER && !ascending ? "" : "&sort=" + order());
  }

  private static String parameter(String name, Optional<? extends Enum<?>> wanted) {
    return wanted.map(one -> "&" + name + "=" + one.name().toLowerCase(Locale.ROOT)).orElse("");
  }

  /** Returns whether it leaves runs out. */
  boolean narrows() {
    return status.isPresent() || trigger.isPresent();
  }
}
