package tributary.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.flow.DataflowStatus;
import tributary.flow.RefreshKind;
import tributary.landing.EntityStorage;
import tributary.landing.Purpose;
import tributary.landing.StorageQuery;
import tributary.landing.StorageQuery.Sort;
import tributary.landing.store.TestLanding;
import tributary.pipeline.ChangingSource;
import tributary.pipeline.FakeSource;
import tributary.problem.Refusal;
import tributary.retention.Age;
import tributary.retention.Retention;
import tributary.run.internal.RunLimits;
import tributary.run.store.OldRuns;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.storage.FakeDisk;
import tributary.storage.StorageReport;
import tributary.storage.StorageReport.Kind;
import tributary.storage.TestStorage;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** What is kept, what is cleaned up, what is refused after that; and waiting for room. */
class RetentionLifeTest {
  private static final Actor ANNA = new Actor(Actor.Kind.PERSON, "anna");
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Of runs the last two for ten days, of entities the last two states for thirty. */
  private static final Retention RETENTION =
      new Retention(
          Age.days(10),
          2,
          Age.days(20),
          Age.days(30),
          2,
          3,
          Age.days(10),
          Age.days(10),
          Age.days(10),
          Age.days(5),
          Age.days(10),
          Age.days(10));

  private static TestPostgres database;
  private static TestTransactions transactions;
  private static int tenants;

  private final FakeDisk disk = new FakeDisk();
  private TenantId tenant;
  private FakeDataflow flow;
  private Runs runs;
  private RunHistory history;
  private EndedRuns ended;
  private ScheduledRunEngine engine;
  private RunQueue queue;

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
  void anEngine() {
    tenant = new TenantId("kept" + ++tenants);
    flow = new FakeDataflow(database, tenant);
    TestEngine parts =
        new TestEngine(
            database,
            transactions,
            flow,
            TestLanding.landing(database, RETENTION),
            RETENTION,
            new QueueRules(new RunLimits(10, 10), List.of(TestStorage.gate(disk))));
    runs = parts.runs;
    history = parts.history;
    queue = parts.queue;
    ended =
        transactions.transactional(
            EndedRuns.class, new TransactionalEndedRuns(new OldRuns(transactions.entityManager())));
    engine = parts.worker(LONG, Clock.systemUTC(), ChangedKeys.NONE);
    engine.start();
  }

  @AfterEach
  void stopEngine() {
    engine.stop();
  }

  @Test
  void forgetsOldRunsButNotTheLastOnesNorThoseThatARollbackNeeds() throws Exception {
    fullRuns(6);
    cleanUpRuns(ended, 9);
    assertThat(numbers()).as("not old yet").containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    cleanUpRuns(ended, 11);
    // runs 6 and 5 can be taken back; run 4 cannot, which has to be told when it comes to it
    assertThat(numbers()).containsExactly(6L, 5L, 4L);
    assertThat(
            database.rows(
                "select count(*) from tributary_landing.publication where dataflow_id = '%s'"
                    .formatted(flow.id)))
        .containsExactly("3");
    assertThat(generations()).containsExactly("6|KEPT", "5|KEPT", "4|KEPT", "3|DROPPED");

    rollBack();
    rollBack();
    assertThat(count("residents")).isEqualTo(4);
    assertThat(runs.previewRollback(tenant, "flow").refused()).contains(cannotTakeBack(4));
    cleanUpRuns(ended, 11);
    assertThat(runs.previewRollback(tenant, "flow").refused()).contains(cannotTakeBack(4));
    assertThat(numbers()).as("the rollbacks and what is present").containsExactly(8L, 7L, 4L);
  }

  @Test
  void aRunThatIsForgottenIsRefusedWithTheReason() throws Exception {
    UUID first = fullRuns(6).get(0);
    cleanUpRuns(ended, 11);
    assertThatThrownBy(() -> history.run(tenant, "flow", first))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "Flow has no such run. Runs are kept for 10 days; what happened before is not known any"
                + " more.");
  }

  @Test
  void aCleanUpThatIsCutOffIsDoneTheNextTime() throws Exception {
    fullRuns(6);
    AtomicBoolean cut = new AtomicBoolean(true);
    EndedRuns dying = new CutOff(ended, cut);
    assertThatThrownBy(() -> cleanUpRuns(dying, 11)).hasMessage("cut off");
    assertThat(numbers()).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(runs.previewRollback(tenant, "flow").refused()).isEmpty();
    cut.set(false);
    cleanUpRuns(dying, 11);
    assertThat(numbers()).containsExactly(6L, 5L, 4L);
  }

  @Test
  void refusesARollbackWhoseStateWasDroppedBecauseOfItsAge() throws Exception {
    fullRuns(2);
    TestStorage.states(database, RETENTION, in(29)).work();
    assertThat(runs.previewRollback(tenant, "flow").refused()).isEmpty();
    TestStorage.states(database, RETENTION, in(31)).work();
    assertThat(runs.previewRollback(tenant, "flow").refused()).contains(cannotTakeBack(2));
    assertThatThrownBy(() -> runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.API))
        .isInstanceOf(Refusal.class)
        .hasMessage(cannotTakeBack(2));
    assertThat(generations()).containsExactly("2|KEPT", "1|DROPPED");
    assertThat(tables()).as("tables of generations").isEqualTo(1);
    assertThat(count("residents")).isEqualTo(2);
  }

  @Test
  void dropsBeforeImagesByAgeAndNeverTakesAnOlderRunForTheNext() throws Exception {
    incrementalRuns(3);
    assertThat(runs.previewRollback(tenant, "flow").refused()).isEmpty();
    TestStorage.states(database, RETENTION, in(31)).work();
    assertThat(runs.previewRollback(tenant, "flow").refused()).contains(cannotTakeBack(4));
    assertThat(tables()).as("the present state is all there is").isEqualTo(1);
    cleanUpRuns(ended, 31);
    // without run 4, run 1 would come next, and with it an empty entity
    assertThat(numbers()).containsExactly(4L, 3L, 1L);
    assertThat(runs.previewRollback(tenant, "flow").refused()).contains(cannotTakeBack(4));
    flow.refresh = RefreshKind.INCREMENTAL;
    assertThat(ended(start()).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    rollBack();
    assertThat(runs.previewRollback(tenant, "flow").refused()).contains(cannotTakeBack(4));
  }

  @Test
  void dropsRejectsAfterAWhileAndSaysSo() throws Exception {
    flow.with(
        "residents",
        Purpose.DATA,
        new FakeSource.Table(
            List.of(new Column("id", ColumnType.WHOLE, true)),
            List.of(List.of(List.of("1"), List.of("2", "3", "4")))));
    RunDetail run = ended(start());
    assertThat(run.run().rowsRejected()).isEqualTo(1);
    UUID table = run.tables().get(0).id();
    TestStorage.rejects(database, ended, RETENTION, in(19)).work();
    assertThat(rejects(run, table)).isEqualTo(1);
    TestStorage.rejects(database, ended, RETENTION, in(21)).work();
    RunDetail later = history.run(tenant, "flow", run.run().id());
    assertThat(later.run().rowsRejected()).isEqualTo(1);
    assertThat(later.tables().get(0).rejectsDropped()).isTrue();
    String words =
        "The rejects of run 1 of Flow are not kept any more: rejects are kept for 20 days. Run it"
            + " again to have those of the present data.";
    assertThatThrownBy(() -> rejects(run, table)).isInstanceOf(Refusal.class).hasMessage(words);
    assertThatThrownBy(
            () ->
                history.writeRejects(
                    tenant,
                    ANNA,
                    "flow",
                    run.run().id(),
                    Optional.empty(),
                    new ByteArrayOutputStream()))
        .hasMessage(words);
    assertThat(
            database.value(
                "select count(*) from tributary_landing.reject where table_run_id = '%s'"
                    .formatted(table)))
        .isEqualTo("0");
  }

  @Test
  void tellsWhatEachEntityUsesAndWhatGoesNext() throws Exception {
    flow.with("codes", Purpose.METADATA, rows(1));
    fullRuns(3);
    StorageReport now = report(new StorageQuery("", Sort.NAME, true, 0, 10), 0);
    assertThat(now.entities())
        .extracting(EntityStorage::name)
        .containsExactly("codes", "residents");
    EntityStorage residents = now.entities().get(1);
    assertThat(residents.present()).isPositive();
    assertThat(residents.states()).isEqualTo(2);
    assertThat(residents.total()).isEqualTo(residents.present() + residents.stateBytes());
    assertThat(residents.goes()).isZero();
    assertThat(now.totals().entities()).isEqualTo(2);
    assertThat(now.totals().unmeasured()).isZero();
    assertThat(now.totals().present())
        .isEqualTo(now.entities().stream().mapToLong(EntityStorage::present).sum());

    StorageReport later = report(new StorageQuery("", Sort.NAME, false, 0, 1), 31);
    assertThat(later.entities()).extracting(EntityStorage::name).containsExactly("residents");
    assertThat(later.totals().goes()).isEqualTo(4);
    assertThat(later.totals().goesBytes()).isEqualTo(later.totals().stateBytes());
    assertThat(report(new StorageQuery("code", Sort.TOTAL, false, 0, 10), 0).matching())
        .isEqualTo(1);

    StorageReport.Records past = records(later, Kind.RUNS);
    assertThat(past.count()).isEqualTo(3);
    assertThat(past.bytes()).isPositive();
    assertThat(past.kept())
        .isEqualTo(
            "for 10 days; the last 2 of each dataflow, and those that a rollback needs, always");
    TenantId other = new TenantId("other" + tenants);
    StorageReport others =
        TestStorage.storage(database, disk, RETENTION, in(0))
            .report(other, new StorageQuery("", Sort.NAME, true, 0, 10));
    assertThat(others.entities()).isEmpty();
    assertThat(others.totals().present()).isZero();
    assertThat(others.records()).extracting(StorageReport.Records::count).containsOnly(0L);
  }

  @Test
  void measuresAgainWhatAMergeHasChanged() throws Exception {
    ChangingSource source = incrementalRuns(1);
    StorageQuery query = new StorageQuery("", Sort.TOTAL, false, 0, 10);
    EntityStorage before = report(query, 0).entities().get(0);
    assertThat(before.undos()).isEqualTo(1);
    assertThat(before.undoBytes()).isPositive();
    source.put(
        "many.csv",
        "1",
        IntStream.range(100, 3_000).mapToObj(i -> List.of("" + i, "name")).toList());
    ended(start());
    EntityStorage after = report(query, 0).entities().get(0);
    assertThat(after.present()).isGreaterThan(before.present());
    assertThat(after.undos()).isEqualTo(2);
  }

  @Test
  void newRunsWaitForRoomAndSayWhyAndGoOnByThemselves() throws Exception {
    flow.with("residents", Purpose.DATA, rows(3));
    disk.free = 1_240_000_000;
    UUID waiting = start();
    RunDetail held = described(waiting);
    assertThat(held.run().status()).isEqualTo(RunStatus.QUEUED);
    assertThat(held.run().description())
        .isEqualTo(
            "Waits for disk space: 1.2 GB free, 2 GB are kept free. It begins by itself when there"
                + " is room. Have the operator make room, or lower tributary.disk.watermark.");
    assertThat(flow.status).isEqualTo(DataflowStatus.QUEUED);
    assertThat(flow.notes).contains("QUEUED " + held.run().description());
    queue.giveTurns();
    assertThat(history.run(tenant, "flow", waiting).run().status()).isEqualTo(RunStatus.QUEUED);
    disk.free = 3_000_000_000L;
    queue.giveTurns();
    RunDetail done = ended(waiting);
    assertThat(done.run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(done.run().description()).isEqualTo("Published 1 table: 3 rows.");
  }

  @Test
  void aRunThatWaitsForRoomIsCancelledAtOnce() throws Exception {
    flow.with("residents", Purpose.DATA, rows(3));
    disk.free = 0;
    UUID waiting = start();
    described(waiting);
    runs.cancel(tenant, ANNA, "flow", waiting);
    assertThat(history.run(tenant, "flow", waiting).run().status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aRunUnderWayAndARollbackNeedNotWaitForRoom() throws Exception {
    fullRuns(1);
    flow.source.with("residents", rows(30));
    flow.source.beforePage = (split, page) -> disk.free = 0;
    assertThat(ended(start()).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(disk.free).isZero();
    rollBack();
    assertThat(count("residents")).isEqualTo(1);
  }

  private static String cannotTakeBack(int run) {
    return "Run "
        + run
        + " of Flow cannot be taken back: what residents held before it is not kept any more. Of"
        + " each entity the last 2 earlier states and the changes of the last 3 incremental runs"
        + " are kept, for 30 days after they were replaced. To correct the data, correct it at the"
        + " source and run a full refresh.";
  }

  /** Runs as often; run n brings n rows. */
  private List<UUID> fullRuns(int times) throws Exception {
    flow.with("residents", Purpose.DATA, rows(1));
    List<UUID> started = new java.util.ArrayList<>();
    for (int i = 1; i <= times; i++) {
      flow.source.with("residents", rows(i));
      started.add(start());
      assertThat(ended(started.get(i - 1)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    }
    return started;
  }

  /** Runs once in full and then as often incrementally. */
  private ChangingSource incrementalRuns(int times) throws Exception {
    ChangingSource source =
        ChangingSource.ofObjects(
            new Column("id", ColumnType.WHOLE, true), new Column("name", ColumnType.TEXT, true));
    source.put("a.csv", "1", List.of(List.of("1", "Ada"), List.of("2", "Ben")));
    flow.with("residents", Purpose.DATA, source);
    flow.refresh = RefreshKind.INCREMENTAL;
    ended(start());
    for (int i = 0; i < times; i++) {
      source.put("o" + i + ".csv", "1", List.of(List.of("1" + i, "new")));
      assertThat(ended(start()).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    }
    return source;
  }

  private void cleanUpRuns(EndedRuns of, int days) throws InterruptedException {
    TestStorage.runs(database, of, RETENTION, in(days)).work();
  }

  private static Clock in(int days) {
    return Clock.offset(Clock.systemUTC(), Duration.ofDays(days).plusMinutes(1));
  }

  private StorageReport report(StorageQuery query, int days) {
    return TestStorage.storage(database, disk, RETENTION, in(days)).report(tenant, query);
  }

  private static StorageReport.Records records(StorageReport report, Kind kind) {
    return report.records().stream().filter(r -> r.kind() == kind).findFirst().orElseThrow();
  }

  private long rejects(RunDetail run, UUID table) {
    return history.rejects(tenant, ANNA, "flow", run.run().id(), table, 0, 10).total();
  }

  private List<Long> numbers() {
    return history.runs(tenant, "flow", 0, 100).items().stream().map(RunRow::number).toList();
  }

  private List<String> generations() {
    return database.rows(
        "select g.number, g.state from tributary_landing.generation g"
            + " join tributary_landing.entity e on e.id = g.entity_id"
            + " where e.tenant_id = '%s' order by 1 desc".formatted(tenant));
  }

  private int tables() {
    return database
        .rows("select 1 from pg_tables where schemaname = '%s_generations'".formatted(tenant))
        .size();
  }

  private void rollBack() throws InterruptedException {
    UUID run = runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id();
    assertThat(ended(run).run().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  private UUID start() {
    return runs.start(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON);
  }

  private RunDetail ended(UUID run) throws InterruptedException {
    return awaited(run, detail -> detail.run().status().ended());
  }

  private RunDetail described(UUID run) throws InterruptedException {
    return awaited(run, detail -> !detail.run().description().isEmpty());
  }

  private RunDetail awaited(UUID run, java.util.function.Predicate<RunDetail> wanted)
      throws InterruptedException {
    RunLook look =
        (t, r) -> wanted.test(history.run(t, "flow", r)) ? RunStatus.SUCCEEDED : RunStatus.RUNNING;
    assertThat(new RunWaiting(look).awaitEnd(tenant, run, LONG)).isEqualTo(RunStatus.SUCCEEDED);
    return history.run(tenant, "flow", run);
  }

  private long count(String entity) {
    return Long.parseLong(database.value("select count(*) from %s.%s".formatted(tenant, entity)));
  }

  private static FakeSource.Table rows(int count) {
    return new FakeSource.Table(
        List.of(new Column("id", ColumnType.WHOLE, true)),
        List.of(Stream.iterate(1, i -> i + 1).limit(count).map(i -> List.of("" + i)).toList()));
  }

  /** Dies before it forgets runs. */
  private record CutOff(EndedRuns runs, AtomicBoolean cut) implements EndedRuns {
    @Override
    public List<EndedRun> older(
        Instant endedBefore,
        boolean onlyWebhooks,
        int lastKept,
        Optional<EndedRun> after,
        int most) {
      return runs.older(endedBefore, onlyWebhooks, lastKept, after, most);
    }

    @Override
    public void forget(Collection<UUID> ids) {
      if (cut.get()) {
        throw new IllegalStateException("cut off");
      }
      runs.forget(ids);
    }

    @Override
    public List<UUID> giveUpRejects(Instant endedBefore, int most) {
      return runs.giveUpRejects(endedBefore, most);
    }

    @Override
    public void rejectsDropped(Collection<UUID> tableRuns) {
      runs.rejectsDropped(tableRuns);
    }
  }
}
