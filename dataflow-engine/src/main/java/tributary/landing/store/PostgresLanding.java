package tributary.landing.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import tributary.landing.ColumnChange;
import tributary.landing.KnownTable;
import tributary.landing.Landing;
import tributary.landing.LandingException;
import tributary.landing.LandingPool;
import tributary.landing.PublishPolicy;
import tributary.landing.RunLease;
import tributary.landing.StageOrder;
import tributary.landing.Staging;
import tributary.retention.Retention;
import tributary.spi.Cursor;
import tributary.telemetry.Telemetry;
import tributary.tenant.TenantId;

/** Entities in PostgreSQL: views over tables, one table for each generation. */
@ApplicationScoped
class PostgresLanding implements Landing {
  /** How often someone who changes an entity may be in the way of a publish. */
  private static final int PATIENCE = 10;

  /** How long someone who reads entities may be. */
  private static final Duration READERS = Duration.ofSeconds(30);

  private static final String LOCK_TIMEOUT = "set local lock_timeout = '3s'";

  private Transactions transactions;
  private Stager stager;
  private Publisher publisher;
  private Restorer restorer;
  private Sweeper sweeper;
  private Clock clock;

  protected PostgresLanding() {}

  @Inject
  PostgresLanding(
      @LandingPool DataSource pool, Clock clock, Telemetry telemetry, Retention retention) {
    this.clock = clock;
    transactions = new Transactions(pool);
    stager = new Stager(clock);
    publisher = new Publisher(clock, READERS, telemetry);
    restorer = new Restorer(clock, READERS);
    sweeper = new Sweeper(transactions, retention.generations(), retention.incrementalRuns());
  }

  @Override
  public int take(RunLease lease) {
    return transactions.in(connection -> Leases.take(connection, lease));
  }

  @Override
  public void putDown(RunLease lease) {
    transactions.in(
        connection -> {
          Leases.putDown(connection, lease);
          return lease;
        });
  }

  @Override
  public void fence(UUID run) {
    transactions.in(
        connection -> {
          Leases.fence(connection, run);
          return run;
        });
  }

  @Override
  public Staging stage(RunLease lease, StageOrder order) {
    return transactions.in(
        connection -> {
          return staging(connection, lease, stager.stage(connection, lease, order));
        });
  }

  @Override
  public Optional<Staging> staged(RunLease lease, UUID tableRun) {
    return transactions.in(
        connection -> {
          Optional<Generation> begun = Generation.ofTableRun(connection, tableRun);
          return begun.isEmpty()
              ? Optional.empty()
              : Optional.of(staging(connection, lease, begun.get()));
        });
  }

  @Override
  public Staging stageWhole(RunLease lease, UUID tableRun, String because) {
    return transactions.in(
        connection ->
            staging(
                connection, lease, stager.takingEverything(connection, lease, tableRun, because)));
  }

  private Staging staging(Connection connection, RunLease lease, Generation generation)
      throws SQLException {
    Optional<Cursor> since =
        generation.incremental() && !generation.byKeys()
            ? Entity.byId(connection, generation.entity()).orElseThrow(Leases::lost).cursor()
            : Optional.empty();
    return new PostgresStaging(
        transactions,
        lease,
        generation,
        since,
        generation.byKeys()
            ? Optional.of(AskedRows.of(connection, generation.id()))
            : Optional.empty(),
        Generation.columns(connection, generation.id()),
        clock);
  }

  @Override
  public Set<UUID> mergeable(TenantId tenant, UUID dataflow) {
    return Set.copyOf(
        transactions.in(connection -> Entity.mergeable(connection, tenant, dataflow)));
  }

  @Override
  public Optional<KnownTable> known(UUID entity, String readAs) {
    return transactions.in(
        connection -> {
          Optional<Generation> present = Ledger.present(connection, entity, readAs);
          return present.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new KnownTable(
                      Generation.sourceColumns(connection, present.get().id()),
                      splits -> transactions.in(c -> Ledger.marks(c, entity, splits))));
        });
  }

  @Override
  public Map<UUID, Progress> progress(Collection<UUID> tableRuns) {
    Map<UUID, Progress> progress = new HashMap<>();
    transactions.in(
        connection ->
            Transactions.list(
                connection,
                """
                select g.table_run_id, sum(s.rows_read), sum(s.rows_written),
                  sum(s.rows_rejected), sum(s.rows_noted), sum(s.bytes_read),
                  case when bool_or(s.bytes_total = 0) then 0 else sum(s.bytes_total) end
                from tributary_landing.generation g
                  join tributary_landing.split s on s.generation_id = g.id and not s.passed_over
                where g.table_run_id = any (?) group by g.table_run_id
                """,
                row -> progress.put(row.getObject(1, UUID.class), progress(row)),
                (Object) tableRuns.toArray(new UUID[0])));
    return progress;
  }

  private static Progress progress(ResultSet row) throws SQLException {
    return new Progress(
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }

  @Override
  public Publication publish(
      RunLease lease,
      TenantId tenant,
      UUID dataflow,
      Collection<UUID> tableRuns,
      boolean confirmed,
      PublishPolicy policy) {
    try {
      return patiently(
          connection ->
              publisher.publish(
                  connection,
                  lease,
                  tenant,
                  dataflow,
                  tableRuns,
                  new Publisher.Terms(confirmed, policy)));
    } catch (Publisher.NothingException nothing) {
      return nothing.publication(clock.instant());
    }
  }

  @Override
  public Map<UUID, List<ColumnChange>> columnChanges(Collection<UUID> tableRuns) {
    Map<UUID, List<ColumnChange>> changes = new HashMap<>();
    transactions.in(connection -> Drift.of(connection, tableRuns, changes));
    return changes;
  }

  @Override
  public void discard(UUID run) {
    sweeper.discard(run);
  }

  @Override
  public void retire(TenantId tenant, UUID dataflow) {
    sweeper.retire(tenant, dataflow);
  }

  @Override
  public List<Rejected> rejected(TenantId tenant, UUID dataflow) {
    return transactions.in(connection -> RejectedObjects.of(connection, tenant, dataflow));
  }

  @Override
  public Optional<Undo> undo(TenantId tenant, UUID dataflow) {
    return transactions.in(connection -> restorer.next(connection, tenant, dataflow));
  }

  @Override
  public Undo restore(RunLease lease, TenantId tenant, UUID dataflow, UUID takesBack) {
    return patiently(
        connection -> restorer.restore(connection, lease, tenant, dataflow, takesBack));
  }

  /** Gives others that work on the entities time to end. */
  private <T> T patiently(Transactions.Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transactions.in(
            connection -> {
              Transactions.execute(connection, LOCK_TIMEOUT);
              return work.in(connection);
            });
      } catch (LandingException e) {
        if (e.kind() != LandingException.Kind.BUSY || attempt == PATIENCE) {
          throw e;
        }
      }
    }
  }
}
