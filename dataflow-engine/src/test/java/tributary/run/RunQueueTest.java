package tributary.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.landing.BatchLimits;
import tributary.landing.Landing;
import tributary.landing.Purpose;
import tributary.landing.store.TestLanding;
import tributary.pipeline.FakeSource;
import tributary.pipeline.RetryPolicy;
import tributary.retention.Retention;
import tributary.run.internal.RunJournal;
import tributary.run.internal.RunLimits;
import tributary.run.internal.WorkerSettings;
import tributary.run.store.RunStore;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.telemetry.Telemetry;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Several tenants on few workers. */
class RunQueueTest {
  private static final Actor ANNA = new Actor(Actor.Kind.PERSON, "anna");
  private static final int FLOOD = 40;
  private static final int PER_TENANT = 3;

  private static TestPostgres database;
  private static TestTransactions transactions;
  private static int tenants;

  private final FakeDataflows flows = new FakeDataflows();
  private final BlockingQueue<TenantId> begun = new LinkedBlockingQueue<>();
  private final Semaphore go = new Semaphore(0);
  private final List<ScheduledRunEngine> engines = new ArrayList<>();
  private Optional<String> closed = Optional.empty();
  private QueueRules rules;
  private RunQueue queue;
  private RunStore store;
  private Landing landing;

  @BeforeAll
  static void openDatabase() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
    transactions = new TestTransactions(database);
  }

  @AfterAll
  static void closeDatabase() {
    transactions.close();
    database.close();
  }

  @BeforeEach
  void anEmptyQueue() {
    database.execute("delete from tributary.run; delete from tributary.scheduled_tasks");
    rules = new QueueRules(new RunLimits(PER_TENANT, 1_000), List.of(() -> closed));
    queue = new FairRunQueue(database.pool(), rules);
    store = new RunStore(transactions.entityManager());
    landing = TestLanding.landing(database, 3);
  }

  @AfterEach
  void stopEngines() {
    go.release(1_000);
    engines.forEach(ScheduledRunEngine::stop);
  }

  @Test
  void aTenantsFloodDelaysAnothersRunByNoMoreThanTheNextFreeWorker() throws Exception {
    TenantId many = tenant();
    TenantId one = tenant();
    List<UUID> flood = flood(many);
    engine(1);
    assertThat(next()).isEqualTo(many);
    UUID single = start(one);
    go.release();
    assertThat(next()).isEqualTo(one);
    go.release();
    assertThat(next()).isEqualTo(many);

    assertThat(description(flood.get(FLOOD - 1)))
        .isEqualTo("Waits: 3 runs of this tenant are running.");
    assertThat(standing(many)).isLessThanOrEqualTo(PER_TENANT);
    assertThat(status(single)).isIn("PUBLISHING", "SUCCEEDED");
  }

  @Test
  void severalNodesTogetherKeepToTheLimitAndEveryRunHasItsTurn() throws Exception {
    TenantId many = tenant();
    flood(many);
    engine(3);
    engine(3);
    for (int i = 0; i < PER_TENANT; i++) {
      assertThat(next()).isEqualTo(many);
    }
    queue.giveTurns();
    assertThat(standing(many)).isEqualTo(PER_TENANT);
    assertThat(begun).isEmpty();
    go.release(1_000);
    for (int i = PER_TENANT; i < FLOOD; i++) {
      assertThat(next()).isEqualTo(many);
    }
  }

  @Test
  void runsWaitWhileAGateIsClosedAndTellItOnRunAndList() throws Exception {
    TenantId tenant = tenant();
    closed = Optional.of("Waits: the disk is nearly full.");
    UUID run = start(tenant);
    engine(1);
    assertThat(description(run)).isEqualTo("Waits: the disk is nearly full.");
    assertThat(standing(tenant)).isZero();
    closed = Optional.of("Waits: the disk has 2 GB left.");
    database.execute(
        "update tributary.dataflow d set status = 'QUEUED', last_run_id = r.id"
            + " from tributary.run r where r.dataflow_id = d.id and r.id = '"
            + run
            + "'");
    queue.giveTurns();
    assertThat(description(run)).isEqualTo("Waits: the disk has 2 GB left.");
    assertThat(
            database.value(
                "select last_run_detail from tributary.dataflow where last_run_id = '%s'"
                    .formatted(run)))
        .isEqualTo("Waits: the disk has 2 GB left.");
    closed = Optional.empty();
    queue.giveTurns();
    assertThat(next()).isEqualTo(tenant);
    assertThat(description(run)).isEmpty();
  }

  @Test
  void aRunThatFindsNoFreeWorkerSaysSo() throws Exception {
    TenantId busy = tenant();
    engine(1);
    start(busy);
    assertThat(next()).isEqualTo(busy);
    UUID second = start(tenant());
    assertThat(description(second)).isEmpty();
    database.execute(
        "update tributary.scheduled_tasks set execution_time = now() - interval '1 minute'"
            + " where task_instance = '%s'".formatted(second));
    queue.giveTurns();
    assertThat(description(second)).isEqualTo("Waits for a worker: all are busy with other runs.");
  }

  @Test
  void aRunThatWaitsCanBeCancelledAndTheNextTakesItsTurn() throws Exception {
    TenantId tenant = tenant();
    List<FakeDataflow> waiting = new ArrayList<>();
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < PER_TENANT + 2; i++) {
      waiting.add(flow(tenant));
      runs.add(start(waiting.get(i)));
    }
    cancel(waiting.get(0), runs.get(0));
    cancel(waiting.get(PER_TENANT), runs.get(PER_TENANT));
    queue.giveTurns();
    assertThat(description(runs.get(PER_TENANT)))
        .isEqualTo("Cancelled before it began. The entities are as they were.");
    assertThat(standing(tenant)).isEqualTo(PER_TENANT);
    assertThat(description(runs.get(PER_TENANT + 1))).isEmpty();
  }

  private List<UUID> flood(TenantId tenant) {
    return IntStream.range(0, FLOOD).mapToObj(i -> start(tenant)).toList();
  }

  private static TenantId tenant() {
    return new TenantId("queue" + ++tenants);
  }

  private UUID start(TenantId tenant) {
    return start(flow(tenant));
  }

  private FakeDataflow flow(TenantId tenant) {
    FakeDataflow flow = flows.add(new FakeDataflow(database, tenant));
    flow.with(
        "t" + flow.id.toString().replace("-", ""),
        Purpose.DATA,
        new FakeSource.Table(
            List.of(new Column("id", ColumnType.WHOLE, true)), List.of(List.of(List.of("1")))));
    flow.source.beforePage =
        (split, page) -> {
          if (page > 0) {
            return;
          }
          begun.add(tenant);
          go.acquire();
        };
    return flow;
  }

  private UUID start(FakeDataflow flow) {
    return runs(flow).start(flow.tenant(), ANNA, "flow", Optional.empty(), RunTrigger.PERSON);
  }

  private void cancel(FakeDataflow flow, UUID run) {
    runs(flow).cancel(flow.tenant(), ANNA, "flow", run);
  }

  private Runs runs(FakeDataflow flow) {
    return new TestEngine(database, transactions, flow, landing, Retention.DEFAULT, rules).runs;
  }

  private void engine(int runs) {
    RunJournal journal =
        transactions.transactional(
            RunJournal.class,
            new TransactionalJournal(store, flows, new RunListeners(List.of()), Clock.systemUTC()));
    WorkerSettings settings =
        new WorkerSettings(
            1,
            1,
            new BatchLimits(2_000, 100_000),
            new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)),
            pause -> {},
            Duration.ofMinutes(5));
    ScheduledRunEngine engine =
        new ScheduledRunEngine(
            database.pool(),
            Executors.defaultThreadFactory(),
            journal,
            flows,
            flows,
            landing,
            new WorkerConfig(settings),
            queue,
            ChangedKeys.NONE,
            Clock.systemUTC(),
            Telemetry.NONE,
            runs,
            Duration.ofSeconds(5));
    engines.add(engine);
    engine.start();
  }

  private TenantId next() throws InterruptedException {
    TenantId next = begun.poll(60, TimeUnit.SECONDS);
    assertThat(next).as("a run that begins").isNotNull();
    return next;
  }

  private static int standing(TenantId tenant) {
    return Integer.parseInt(
        database.value(
            "select count(*) from tributary.run_place where standing and tenant_id = '%s'"
                .formatted(tenant)));
  }

  private static String description(UUID run) {
    return database.value("select description from tributary.run where id = '%s'".formatted(run));
  }

  private static String status(UUID run) {
    return database.value("select status from tributary.run where id = '%s'".formatted(run));
  }
}
