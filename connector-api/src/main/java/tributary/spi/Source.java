package tributary.spi;

import java.util.List;
import java.util.Optional;

/**
 * The reading side of a connector. Thread-safe.
 *
 * <p>A run calls, for each table: {@link #layout} where its columns are not yet known, {@link
 * #plan} once, then {@link #open} for each split, several at a time. The host stores the splits
 * before it opens the first, so that a run that was cut off goes on without planning again.
 */
public interface Source {
  /**
   * Lists the tables, in an order that is the same each time.
   *
   * @throws ConnectorException when they cannot be listed
   */
  List<TableDescriptor> tables() throws InterruptedException;

  /**
   * Tells which tables {@link #layout} and {@link #plan} will be asked about, about in this order,
   * so that a source that can ask about several at once does so. Nothing is asked here; tables that
   * were not told may be asked about too.
   *
   * @since 5
   */
  default void expect(List<TableName> tables) {}

  /**
   * Finds out how a table's rows look, with these options. For a source without types it samples
   * the start, the middle and the end.
   *
   * @throws ConnectorException when the table is gone, may not be read, or is not what the options
   *     say
   */
  TableLayout layout(TableName table, TableOptions options) throws InterruptedException;

  /**
   * Finds out how the rows look that changed, before a read by ledger: those of splits that the
   * host does not have, or has with another mark. It spares the look into all the others. A column
   * that only others have may be left out; the host knows it.
   *
   * @param known the splits that the host has
   * @return a layout without columns where nothing changed; empty when it has to be asked for
   *     {@link #layout} instead
   * @throws ConnectorException as {@link #layout} does
   * @since 3
   */
  default Optional<TableLayout> layoutOfChanges(
      TableName table, TableOptions options, KnownMarks known) throws InterruptedException {
    return Optional.empty();
  }

  /**
   * Cuts the read into splits and fixes its bounds.
   *
   * @throws ConnectorException when the table is gone or may not be read; with {@link
   *     CursorProblem#CURSOR_EXPIRED} when what changed since the cursor is no longer known: then
   *     the host plans again, in full
   */
  ReadPlan plan(ReadRequest request) throws InterruptedException;

  /**
   * Tells which tables come from the same answers: those of which this returns the same are read
   * side by side, split by split in the order of their plans, so that what one of them has asked
   * for is still at hand for the others. It changes nothing of what they read.
   *
   * @return a table that stands for all of them, itself or another; the table where it has answers
   *     of its own
   * @since 4
   */
  default TableName readBeside(TableName table) {
    return table;
  }

  /**
   * Returns whether its readers mostly wait for small answers. The host then reads twice as many
   * splits at a time.
   *
   * @since 4
   */
  default boolean readersMostlyWait() {
    return false;
  }

  /**
   * Opens one split. Any I/O may wait for the first {@link BatchReader#readInto}.
   *
   * @param from where to go on, from an earlier {@link ReadStep.More}; empty: from the start
   */
  BatchReader open(ReadRequest request, Split split, Optional<Position> from);
}
