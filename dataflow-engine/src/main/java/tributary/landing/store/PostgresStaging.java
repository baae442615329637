package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.landing.ColumnPlan;
import tributary.landing.CopyBatch;
import tributary.landing.EntityColumns;
import tributary.landing.LandingException;
import tributary.landing.MisfitPolicy;
import tributary.landing.PlannedColumn;
import tributary.landing.RunLease;
import tributary.landing.StagedSplit;
import tributary.landing.Staging;
import tributary.spi.ColumnType;
import tributary.spi.Cursor;
import tributary.spi.NextCursor;
import tributary.spi.ReadStep;
import tributary.spi.RowKey;
import tributary.spi.Split;
import tributary.spi.SplitSource;

/** Loads one generation's table by binary COPY. */
final class PostgresStaging implements Staging {
  private static final int SPLITS_AT_ONCE = 1_000;
  private static final String LOCK_TIMEOUT = "set local lock_timeout = '20s'";

  private final Transactions transactions;
  private final RunLease lease;
  private final Generation generation;
  private final Optional<Cursor> since;
  private final Optional<List<RowKey>> asked;
  private final Clock clock;
  private final BatchCopy copy;

  private volatile boolean planned;
  private volatile ColumnPlan plan;

  PostgresStaging(
      Transactions transactions,
      RunLease lease,
      Generation generation,
      Optional<Cursor> since,
      Optional<List<RowKey>> asked,
      List<EntityColumns.Known> columns,
      Clock clock) {
    this.transactions = transactions;
    this.lease = lease;
    this.generation = generation;
    this.since = since;
    this.asked = asked;
    this.clock = clock;
    this.planned = generation.planned();
    this.plan = generation.plan(columns);
    this.copy = new BatchCopy(generation, plan, lease);
  }

  @Override
  public ColumnPlan plan() {
    return plan;
  }

  @Override
  public MisfitPolicy misfits() {
    return generation.misfits();
  }

  @Override
  public boolean planned() {
    return planned;
  }

  @Override
  public Optional<Cursor> since() {
    return since;
  }

  @Override
  public Optional<List<RowKey>> asked() {
    return asked;
  }

  @Override
  public void storeSplits(SplitSource splits, NextCursor next) throws InterruptedException {
    boolean ledger = next instanceof NextCursor.Ledger;
    requireFitting(next);
    int stored = 0;
    List<Split> some = splits.next(SPLITS_AT_ONCE);
    do {
      if (some.stream().anyMatch(split -> split.mark().isPresent() != ledger)) {
        throw new IllegalStateException("Splits have marks exactly when there is a ledger");
      }
      List<Split> more = some.isEmpty() ? some : splits.next(SPLITS_AT_ONCE);
      store(some, stored, more.isEmpty() ? Optional.of(next) : Optional.empty());
      stored += some.size();
      some = more;
    } while (!some.isEmpty());
    if (next instanceof NextCursor.Swept) {
      plan = plan.namingRejected();
    }
    planned = true;
  }

  /** What changed by a ledger is found by the ledger, what changed by a cursor by the cursor. */
  private void requireFitting(NextCursor next) {
    if (next instanceof NextCursor.Swept && (!generation.incremental() || generation.byKeys())) {
      throw new IllegalStateException("Only an incremental read names the rows that are there");
    }
    if (generation.incremental()
        && !generation.byKeys()
        && (next instanceof NextCursor.None
            || since.isEmpty() != next instanceof NextCursor.Ledger)) {
      throw new IllegalStateException("An incremental read that ends without what it began with");
    }
  }

  private void keepNext(Connection connection, NextCursor next) throws SQLException {
    Optional<Cursor> cursor = Optional.empty();
    if (next instanceof NextCursor.KnownAtPlan known) {
      cursor = Optional.of(known.cursor());
    } else if (next instanceof NextCursor.Swept swept) {
      cursor = Optional.of(swept.cursor());
    }
    Transactions.update(
        connection,
        """
        update tributary_landing.generation set planned = true, next_kind = ?,
          next_format = ?::int, next_value = ? where id = ?
        """,
        Generation.Next.of(next).name(),
        cursor.map(Cursor::format).map(String::valueOf).orElse(null),
        cursor.map(Cursor::value).orElse(null),
        generation.id());
  }

  /**
   * Stores some splits in one transaction; the first in place of those of a plan that was cut off.
   *
   * @param end where the next run begins, after the last splits
   */
  private void store(List<Split> splits, int first, Optional<NextCursor> end) {
    transactions.in(
        connection -> {
          Leases.check(connection, lease);
          if (first == 0) {
            Transactions.update(
                connection,
                "delete from tributary_landing.split where generation_id = ?",
                generation.id());
          }
          SplitRow.insert(connection, generation, splits, first);
          if (end.isPresent()) {
            keepNext(connection, generation.byKeys() ? new NextCursor.None() : end.get());
            if (generation.onlyRejected()) {
              RejectedObjects.refuseGone(connection, generation);
            }
          }
          return end;
        });
  }

  @Override
  public List<StagedSplit> unread(int afterOrdinal, int max) {
    return transactions.in(
        connection ->
            Transactions.list(
                connection,
                SplitRow.SELECT
                    + " and not done and ordinal > ? order by ordinal limit "
                    + Math.max(1, max),
                SplitRow::read,
                generation.id(),
                afterOrdinal));
  }

  @Override
  public StagedSplit durable(StagedSplit split) {
    return transactions.in(
        connection ->
            Transactions.first(
                    connection,
                    SplitRow.SELECT + " and ordinal = ?",
                    SplitRow::read,
                    generation.id(),
                    split.ordinal())
                .orElseThrow(Leases::lost));
  }

  @Override
  public StagedSplit land(StagedSplit from, CopyBatch batch, ReadStep step, long bytesRead) {
    transactions.in(connection -> copy.land(connection, from, batch, step, bytesRead));
    if (!batch.rejects().isEmpty() && generation.policies().limitsRejects()) {
      // after the commit, so that the rejects can be looked at
      transactions.in(connection -> RejectLimit.check(connection, generation));
    }
    return from.after(step, bytesRead);
  }

  @Override
  public void finish() {
    transactions.in(
        connection -> {
          new Finisher(connection, clock).finish(lease, generation.id());
          return generation;
        });
  }

  @Override
  public synchronized ColumnPlan widen(int version, Map<Integer, ColumnType> types) {
    if (plan.version() == version) {
      plan = transactions.in(connection -> widened(connection, version, types));
    }
    return plan;
  }

  private ColumnPlan widened(Connection connection, int version, Map<Integer, ColumnType> types)
      throws SQLException {
    Transactions.execute(connection, LOCK_TIMEOUT);
    Leases.check(connection, lease);
    int updated =
        Transactions.update(
            connection,
            """
            update tributary_landing.generation set plan_version = plan_version + 1
            where id = ? and plan_version = ?
            """,
            generation.id(),
            version);
    if (updated == 0) {
      throw Leases.lost();
    }
    List<PlannedColumn> columns = new ArrayList<>(plan.columns());
    for (Map.Entry<Integer, ColumnType> widening : types.entrySet()) {
      PlannedColumn column = columns.get(widening.getKey());
      columns.set(
          widening.getKey(),
          new PlannedColumn(column.sourceName(), column.name(), widening.getValue()));
      Transactions.update(
          connection,
          """
          update tributary_landing.generation_column set type = ?
          where generation_id = ? and name = ?
          """,
          widening.getValue().name(),
          generation.id(),
          column.name());
    }
    Transactions.execute(connection, alter(types, columns));
    return new ColumnPlan(version + 1, columns, plan.tracked(), plan.key(), plan.namesRejected());
  }

  private String alter(Map<Integer, ColumnType> types, List<PlannedColumn> columns) {
    Stream<String> changes =
        types.keySet().stream()
            .map(columns::get)
            .map(
                column -> {
                  String name = Identifiers.quote(column.name());
                  String type = PostgresTypes.name(column.type());
                  return "alter column " + name + " type " + type + " using " + name + "::" + type;
                });
    return changes.collect(
        Collectors.joining(", ", "alter table " + generation.relation() + " ", ""));
  }

  static LandingException stalePlan() {
    return new LandingException(
        LandingException.Kind.STALE_PLAN, "", "A column was widened meanwhile.");
  }
}
