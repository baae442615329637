package tributary.landing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.spi.ColumnType;
import tributary.spi.Cursor;
import tributary.spi.NextCursor;
import tributary.spi.ReadStep;
import tributary.spi.RowKey;
import tributary.spi.SplitSource;

/**
 * A generation that a table run loads. Thread-safe. Every method throws {@link LandingException}.
 */
public interface Staging {
  /** Returns the columns as they are now. */
  ColumnPlan plan();

  /** Returns what becomes of values that do not fit. */
  MisfitPolicy misfits();

  /** Returns whether all splits are stored: then the source is not asked to plan again. */
  boolean planned();

  /** Returns where an incremental read begins; empty: everything is read. */
  Optional<Cursor> since();

  /** Returns the keys of the rows to read; empty: what is read is not chosen by keys. */
  Optional<List<RowKey>> asked();

  /**
   * Stores all splits of the plan, in place of what was stored before. Splits whose rows the entity
   * has already are passed over.
   *
   * @param next where the next incremental read begins once this one is published
   */
  void storeSplits(SplitSource splits, NextCursor next) throws InterruptedException;

  /** Returns the next splits that are not read to their end, in the plan's order. */
  List<StagedSplit> unread(int afterOrdinal, int max);

  /** Returns how far a split's rows are durable, from the database. */
  StagedSplit durable(StagedSplit split);

  /**
   * Makes a batch durable: rows, rejects, counters and checkpoint in one transaction. A batch that
   * begins elsewhere than where the split's durable rows end is refused.
   *
   * @param from the state that the batch follows
   * @param step where to go on after it, or that the split is read to its end
   * @param bytesRead how many bytes of the source the split's rows took so far
   * @return the state after it
   * @throws tributary.problem.Refusal when there are more rejects now than the table may have
   */
  StagedSplit land(StagedSplit from, CopyBatch batch, ReadStep step, long bytesRead);

  /**
   * Widens columns, rows that are durable included. Does nothing when the plan is newer than this
   * version: another split widened them.
   *
   * @param types new types by the column's index
   * @return the columns as they are now
   */
  ColumnPlan widen(int version, Map<Integer, ColumnType> types);

  /**
   * Checks and indexes what was read, so that it can be published. Repeated, it does nothing.
   *
   * @throws tributary.problem.Refusal when a key is empty or comes twice, when there are too many
   *     rejects, or when columns changed that may not
   */
  void finish();
}
