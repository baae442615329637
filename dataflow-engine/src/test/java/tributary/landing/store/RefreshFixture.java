package tributary.landing.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tributary.TestPostgres;
import tributary.landing.BatchLimits;
import tributary.landing.ColumnPlan;
import tributary.landing.EntityName;
import tributary.landing.EntityPlace;
import tributary.landing.Landing;
import tributary.landing.Landing.Publication;
import tributary.landing.MisfitPolicy;
import tributary.landing.Policies;
import tributary.landing.PublishPolicy;
import tributary.landing.Purpose;
import tributary.landing.Refreshing;
import tributary.landing.RunLease;
import tributary.landing.StageOrder;
import tributary.landing.StagedSplit;
import tributary.landing.Staging;
import tributary.pipeline.ChangingSource;
import tributary.pipeline.RetryPolicy;
import tributary.pipeline.SplitPump;
import tributary.retention.Retention;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.RowKey;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.telemetry.Telemetry;
import tributary.tenant.TenantId;

/** A dataflow whose one entity is refreshed fully and incrementally, and taken back. */
final class RefreshFixture implements AutoCloseable {
  private static final AtomicInteger TENANTS = new AtomicInteger();
  private static final TableName TABLE = new TableName("", "residents");

  final TestPostgres database;
  final TenantId tenant = new TenantId("refresh" + TENANTS.incrementAndGet());
  final UUID dataflow = UUID.randomUUID();
  final UUID entity = UUID.randomUUID();
  final ChangingSource source;
  final PostgresLanding landing;
  Policies policies = Policies.DEFAULT;
  List<String> chosenKey = List.of();
  MisfitPolicy misfits = MisfitPolicy.KEEP_ROW;
  int lookBack;
  boolean tracked = true;
  String readAs = "as ever";
  int batchBytes = 1_000;
  private final ExecutorService landers = Executors.newCachedThreadPool();

  RefreshFixture(TestPostgres database, ChangingSource source, int undoKept) {
    this.database = database;
    this.source = source;
    this.landing =
        new PostgresLanding(
            database.pool(),
            Clock.systemUTC(),
            Telemetry.NONE,
            Retention.DEFAULT.withStates(3, undoKept));
  }

  /** A run that has read and may publish. */
  record Read(RunLease lease, UUID tableRun) {}

  Read read(boolean incremental) throws InterruptedException {
    return read(incremental, false, Optional.empty());
  }

  Read readOnlyRejected() throws InterruptedException {
    return read(false, true, Optional.empty());
  }

  Read readByKeys(RowKey... keys) throws InterruptedException {
    return read(true, false, Optional.of(List.of(keys)));
  }

  private Read read(boolean incremental, boolean onlyRejected, Optional<List<RowKey>> asked)
      throws InterruptedException {
    RunLease lease = new RunLease(UUID.randomUUID(), 1);
    landing.take(lease);
    UUID tableRun = UUID.randomUUID();
    var layout = source.layout(TABLE, TableOptions.NONE);
    List<String> key = chosenKey.isEmpty() ? layout.key() : chosenKey;
    Staging staging =
        landing.stage(
            lease,
            new StageOrder(
                tenant,
                dataflow,
                "Flow",
                tableRun,
                new EntityPlace(entity, new EntityName("residents"), Purpose.DATA),
                "residents",
                misfits,
                layout,
                Map.of(),
                new Refreshing(
                    incremental,
                    tracked,
                    key,
                    !chosenKey.isEmpty(),
                    policies,
                    readAs,
                    onlyRejected,
                    asked)));
    ReadPlan plan = source.plan(request(staging, staging.plan()));
    staging.storeSplits(plan.splits(), plan.next());
    SplitPump pump =
        new SplitPump(
            source,
            staging,
            columns -> request(staging, columns),
            lease.run(),
            new SplitPump.Tools(
                new BatchLimits(batchBytes, 1 << 20),
                new RetryPolicy(3, Duration.ZERO, Duration.ZERO, new Random(1)),
                pause -> {},
                landers,
                Clock.systemUTC()));
    for (StagedSplit split : staging.unread(-1, 1_000_000)) {
      pump.pump(split);
    }
    staging.finish();
    return new Read(lease, tableRun);
  }

  private ReadRequest request(Staging staging, ColumnPlan plan) {
    if (staging.asked().isPresent()) {
      return new ReadRequest.ByKeys(
          TABLE, TableOptions.NONE, plan.requested(), staging.asked().get());
    }
    return staging.since().isPresent()
        ? new ReadRequest.Incremental(
            TABLE,
            TableOptions.NONE,
            plan.requested(),
            staging.since().get(),
            Duration.ofMinutes(lookBack))
        : new ReadRequest.Full(TABLE, TableOptions.NONE, plan.requested());
  }

  Publication publish(Read read, boolean confirmed) {
    return landing.publish(
        read.lease(), tenant, dataflow, List.of(read.tableRun()), confirmed, PublishPolicy.EACH);
  }

  /** Reads and publishes; returns what became of the entity. */
  Landing.Landed refresh(boolean incremental) throws InterruptedException {
    return published(read(incremental));
  }

  Landing.Landed byKeys(RowKey... keys) throws InterruptedException {
    return published(readByKeys(keys));
  }

  Landing.Landed onlyRejected() throws InterruptedException {
    return published(readOnlyRejected());
  }

  private Landing.Landed published(Read read) {
    Publication publication = publish(read, false);
    if (!publication.refused().isEmpty() || !publication.held().isEmpty()) {
      throw new AssertionError(publication);
    }
    landing.retire(tenant, dataflow);
    return publication.landed().get(read.tableRun());
  }

  Landing.Landed full() throws InterruptedException {
    return refresh(false);
  }

  Landing.Landed incremental() throws InterruptedException {
    return refresh(true);
  }

  Landing.Undo rollBack() {
    RunLease lease = new RunLease(UUID.randomUUID(), 1);
    landing.take(lease);
    Landing.Undo next = landing.undo(tenant, dataflow).orElseThrow();
    Landing.Undo undone = landing.restore(lease, tenant, dataflow, next.run());
    landing.retire(tenant, dataflow);
    return undone;
  }

  List<String> rows() {
    return rows("select * from (select $columns from $.residents) r order by r::text");
  }

  List<String> rows(String sql) {
    String own = String.join(", ", source.columns.stream().map(c -> '"' + c.name() + '"').toList());
    return database.rows(sql.replace("$columns", own).replace("$", tenant.value()));
  }

  /** Returns all that a rollback must bring back: rows, columns, cursor and ledger. */
  String state() {
    List<String> columns =
        rows(
            "select attname, format_type(atttypid, atttypmod) from pg_attribute"
                + " where attrelid = to_regclass('$.residents') and attnum > 0"
                + " and not attisdropped order by 1");
    // a view may only append columns, so their order is no part of the state
    String names =
        columns.stream()
            .map(column -> '"' + column.substring(0, column.indexOf('|')) + '"')
            .collect(Collectors.joining(", "));
    List<String> rows =
        columns.isEmpty()
            ? List.of()
            : rows("select md5(row(" + names + ")::text) from $.residents order by 1");
    String of = " where entity_id = '" + entity + "'";
    return String.join("\n", columns)
        + "\n--\n"
        + String.join("\n", rows)
        + "\n--\n"
        + database.rows(
            "select generation_id, cursor_format, cursor_value, ledger"
                + " from tributary_landing.entity where id = '"
                + entity
                + "'")
        + "\n--\n"
        + database.rows(
            "select number, object_id, mark, added_by from tributary_landing.object_ledger"
                + of
                + " and removed_by is null order by 1")
        + "\n--\n"
        + hidden();
  }

  /** What merges need of the rows and no view shows. */
  private List<String> hidden() {
    return database
        .rows(
            "select format('%I.%I', g.schema_name, g.table_name) from tributary_landing.generation g"
                + " join tributary_landing.entity e on e.generation_id = g.id where e.id = '"
                + entity
                + "'")
        .stream()
        .flatMap(
            table ->
                database
                    .rows(
                        "select _object, _deleted_at, _run_id, _source from "
                            + table
                            + " t order by t")
                    .stream())
        .toList();
  }

  List<String> tables() {
    return rows("select tablename from pg_tables where schemaname = '$_generations' order by 1");
  }

  @Override
  public void close() {
    landers.shutdownNow();
  }
}
