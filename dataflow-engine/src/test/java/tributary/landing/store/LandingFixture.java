package tributary.landing.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tributary.TestPostgres;
import tributary.landing.BatchLimits;
import tributary.landing.EntityName;
import tributary.landing.EntityPlace;
import tributary.landing.Landing;
import tributary.landing.MisfitPolicy;
import tributary.landing.PublishPolicy;
import tributary.landing.Purpose;
import tributary.landing.Refreshing;
import tributary.landing.RunLease;
import tributary.landing.StageOrder;
import tributary.landing.StagedSplit;
import tributary.landing.Staging;
import tributary.pipeline.FakeSource;
import tributary.pipeline.RetryPolicy;
import tributary.pipeline.SplitPump;
import tributary.retention.Retention;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.NextCursor;
import tributary.spi.ReadRequest;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.telemetry.Telemetry;
import tributary.tenant.TenantId;

/** A tenant and a dataflow of their own, whose runs a test carries out step by step. */
final class LandingFixture implements AutoCloseable {
  private static final AtomicInteger TENANTS = new AtomicInteger();

  final TestPostgres database;
  final TenantId tenant = new TenantId("tenant" + TENANTS.incrementAndGet());
  final UUID dataflow = UUID.randomUUID();
  final FakeSource source = new FakeSource();
  final PostgresLanding landing;
  MisfitPolicy misfits = MisfitPolicy.KEEP_ROW;
  Map<String, ColumnType> columnTypes = Map.of();
  private final ExecutorService landers = Executors.newCachedThreadPool();

  LandingFixture(TestPostgres database, int kept) {
    this.database = database;
    this.landing =
        new PostgresLanding(
            database.pool(),
            Clock.systemUTC(),
            Telemetry.NONE,
            Retention.DEFAULT.withStates(kept, 30));
  }

  static List<Column> columns(Object... namesAndTypes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new Column((String) namesAndTypes[i], (ColumnType) namesAndTypes[i + 1], true));
    }
    return columns;
  }

  static List<List<String>> rows(String... rows) {
    return Arrays.stream(rows).map(r -> Arrays.asList(r.split(",", -1))).toList();
  }

  RunLease lease() {
    RunLease lease = new RunLease(UUID.randomUUID(), 1);
    landing.take(lease);
    return lease;
  }

  /** A table run that has read its source, not yet published. */
  record Loaded(RunLease lease, UUID tableRun, Staging staging) {}

  EntityPlace place(String entity) {
    return new EntityPlace(
        UUID.nameUUIDFromBytes((tenant + entity).getBytes(StandardCharsets.UTF_8)),
        new EntityName(entity),
        Purpose.DATA);
  }

  Staging stage(RunLease lease, UUID tableRun, EntityPlace place, List<Column> columns) {
    String table = place.name().value();
    source.with(table, new FakeSource.Table(columns, List.of()));
    return landing.stage(
        lease,
        new StageOrder(
            tenant,
            dataflow,
            "Flow",
            tableRun,
            place,
            table + ".csv",
            misfits,
            source.layout(new TableName("", table), TableOptions.NONE),
            columnTypes,
            Refreshing.FULL));
  }

  Loaded load(RunLease lease, EntityPlace place, List<Column> columns, List<List<String>> rows)
      throws InterruptedException {
    UUID tableRun = UUID.randomUUID();
    Staging staging = stage(lease, tableRun, place, columns);
    source.with(place.name().value(), new FakeSource.Table(columns, List.of(rows)));
    TableName name = new TableName("", place.name().value());
    staging.storeSplits(
        source
            .plan(new ReadRequest.Full(name, TableOptions.NONE, staging.plan().requested()))
            .splits(),
        new NextCursor.None());
    for (StagedSplit split : staging.unread(-1, 100)) {
      pump(staging, lease, name, 1_000).pump(split);
    }
    staging.finish();
    return new Loaded(lease, tableRun, staging);
  }

  SplitPump pump(Staging staging, RunLease lease, TableName table, int batchBytes) {
    return new SplitPump(
        source,
        staging,
        plan -> new ReadRequest.Full(table, TableOptions.NONE, plan.requested()),
        lease.run(),
        new SplitPump.Tools(
            new BatchLimits(batchBytes, 1 << 20),
            new RetryPolicy(3, Duration.ZERO, Duration.ZERO, new Random(1)),
            pause -> {},
            landers,
            Clock.systemUTC()));
  }

  Landing.Publication publish(Loaded loaded) {
    return landing.publish(
        loaded.lease(), tenant, dataflow, List.of(loaded.tableRun()), false, PublishPolicy.EACH);
  }

  /** Loads and publishes in a run of its own; returns the run. */
  UUID run(String entity, List<Column> columns, List<List<String>> rows)
      throws InterruptedException {
    Loaded loaded = load(lease(), place(entity), columns, rows);
    Landing.Publication publication = publish(loaded);
    if (!publication.refused().isEmpty()) {
      throw new AssertionError(publication.refused());
    }
    landing.retire(tenant, dataflow);
    return loaded.lease().run();
  }

  Optional<Landing.Undo> nextUndo() {
    return landing.undo(tenant, dataflow);
  }

  void rollBack() {
    landing.restore(lease(), tenant, dataflow, landing.undo(tenant, dataflow).orElseThrow().run());
    landing.retire(tenant, dataflow);
  }

  List<String> select(String what) {
    return database.rows(what.replace("$", tenant.value()));
  }

  @Override
  public void close() {
    landers.shutdownNow();
  }
}
