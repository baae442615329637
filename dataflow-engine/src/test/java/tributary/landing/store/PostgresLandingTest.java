package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.landing.BatchLimits;
import tributary.landing.EntityName;
import tributary.landing.EntityPlace;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.landing.RunLease;
import tributary.landing.StageOrder;
import tributary.landing.StagedSplit;
import tributary.landing.Staging;
import tributary.pipeline.FakeSource;
import tributary.pipeline.RetryPolicy;
import tributary.pipeline.SplitPump;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ReadRequest;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.tenant.TenantId;

class PostgresLandingTest {
  private static TestPostgres database;
  private static ExecutorService landers;

  private final UUID dataflow = UUID.randomUUID();
  private final UUID table = UUID.randomUUID();
  private final FakeSource source = new FakeSource();
  private TenantId tenant;
  private PostgresLanding landing;
  private static int tenants;

  @BeforeAll
  static void start() {
    database = TestPostgres.create();
    new PostgresSchemas(database.pool()).migrate();
    landers = Executors.newCachedThreadPool();
  }

  @AfterAll
  static void stop() {
    landers.shutdownNow();
    database.close();
  }

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = new TenantId("t" + ++tenants);
    landing = new PostgresLanding(database.pool(), Clock.systemUTC(), 3);
  }

  @Test
  void publishesAndTakesBack() throws Exception {
    load("residents", List.of("1", "2", "3"));
    assertThat(database.rows("select id, _source from %s.residents order by id".formatted(tenant)))
        .containsExactly("1|part-0.csv:1", "2|part-0.csv:2", "3|part-0.csv:3");
    UUID second = load("residents", List.of("9"));
    assertThat(database.rows("select id from %s.residents".formatted(tenant))).containsExactly("9");
    RunLease rollback = lease();
    landing.restore(rollback, tenant, dataflow, second);
    assertThat(database.value("select count(*) from %s.residents".formatted(tenant)))
        .isEqualTo("3");
  }

  private RunLease lease() {
    RunLease lease = new RunLease(UUID.randomUUID(), 1);
    landing.take(lease);
    return lease;
  }

  private UUID load(String entity, List<String> ids) throws Exception {
    RunLease lease = lease();
    UUID tableRun = UUID.randomUUID();
    TableName name = new TableName("", entity);
    source.with(
        entity,
        new FakeSource.Table(
            List.of(new Column("id", ColumnType.WHOLE, true)),
            List.of(ids.stream().map(List::of).toList())));
    Staging staging =
        landing.stage(
            lease,
            new StageOrder(
                tenant,
                dataflow,
                "flow",
                tableRun,
                new EntityPlace(table, new EntityName(entity), Purpose.DATA),
                entity + ".csv",
                MisfitPolicy.KEEP_ROW,
                source.layout(name, TableOptions.NONE),
                Map.of()));
    ReadRequest request = new ReadRequest.Full(name, TableOptions.NONE, staging.plan().requested());
    staging.storeSplits(source.plan(request).splits());
    SplitPump pump =
        new SplitPump(
            source,
            staging,
            plan -> new ReadRequest.Full(name, TableOptions.NONE, plan.requested()),
            lease.run(),
            new SplitPump.Tools(
                BatchLimits.DEFAULT,
                new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1)),
                pause -> {},
                landers,
                Clock.systemUTC()));
    for (StagedSplit split : staging.unread(-1, 100)) {
      pump.pump(split);
    }
    landing.publish(lease, tenant, dataflow, List.of(tableRun));
    landing.retire(tenant, dataflow);
    return lease.run();
  }
}
