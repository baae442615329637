package tributary.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.TestPostgres;
import tributary.flow.DataflowStatus;
import tributary.flow.Page;
import tributary.flow.RefreshKind;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.Landing;
import tributary.landing.Policies;
import tributary.landing.PublishPolicy;
import tributary.landing.Purpose;
import tributary.landing.store.TestLanding;
import tributary.pipeline.ChangingSource;
import tributary.pipeline.FakeSource;
import tributary.problem.Refusal;
import tributary.retention.Retention;
import tributary.run.internal.RunLimits;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
import tributary.spi.Position;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

class RunLifeTest {
  private static final Actor ANNA = new Actor(Actor.Kind.PERSON, "anna");
  private static final Duration LONG = Duration.ofSeconds(30);

  private static TestPostgres database;
  private static TestTransactions transactions;
  private static int tenants;

  private TenantId tenant;
  private FakeDataflow flow;
  private Runs runs;
  private RunHistory history;
  private Landing landing;
  private TestEngine parts;
  private ScheduledRunEngine engine;
  private final List<RunOutcome> outcomes = new CopyOnWriteArrayList<>();

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
    tenant = new TenantId("run" + ++tenants);
    flow = new FakeDataflow(database, tenant);
    landing = TestLanding.landing(database, 3);
    parts =
        new TestEngine(
            database,
            transactions,
            flow,
            landing,
            Retention.DEFAULT,
            new QueueRules(new RunLimits(4, 2), List.of()),
            outcomes::add);
    runs = parts.runs;
    history = parts.history;
    engine = engine(LONG);
    engine.start();
  }

  private ScheduledRunEngine engine(Duration stall) {
    return engine(stall, Clock.systemUTC());
  }

  private ScheduledRunEngine engine(Duration stall, Clock clock) {
    return parts.worker(stall, clock, ChangedKeys.NONE);
  }

  @AfterEach
  void stopEngine() {
    engine.stop();
  }

  @Test
  void readsPublishesAndTakesBackRunByRun() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(3, 2));
    flow.with("codes", Purpose.METADATA, numbers(1));
    RunDetail first = ended(start());
    assertThat(first.run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(first.run().description()).isEqualTo("Published 2 tables: 6 rows.");
    assertThat(first.run().number()).isEqualTo(1);
    assertThat(first.tables())
        .extracting(TableRunRow::entityName)
        .containsExactly("codes", "residents");
    assertThat(first.tables()).extracting(TableRunRow::rowsWritten).containsExactly(1L, 5L);
    assertThat(flow.status).isEqualTo(DataflowStatus.COMPLETED);
    assertThat(count("residents")).isEqualTo(5);
    assertThat(database.value("select count(*) from %s_meta.codes".formatted(tenant)))
        .isEqualTo("1");

    flow.source.with("residents", numbers(10));
    RunDetail second = ended(start());
    assertThat(second.run().number()).isEqualTo(2);
    assertThat(count("residents")).isEqualTo(10);

    RollbackPreview preview = runs.previewRollback(tenant, "flow");
    assertThat(preview.refused()).isEmpty();
    assertThat(preview.runNumber()).isEqualTo(2);
    assertThat(preview.entities())
        .extracting(RollbackPreview.EntityChange::rowsAfter)
        .containsExactly(1L, 5L);
    assertThat(preview.entities())
        .extracting(RollbackPreview.EntityChange::stateRunNumber)
        .containsExactly(1L, 1L);
    assertThatThrownBy(
            () ->
                runs.rollBack(
                    tenant, ANNA, "flow", Optional.of(UUID.randomUUID()), RunTrigger.PERSON))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The last published run of Flow is run 2 now. Look again at what a rollback would do.");
    RunDetail back =
        ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
    assertThat(back.run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(back.run().description())
        .startsWith("Took back run 2 of ")
        .endsWith("codes returns to 1 row, residents returns to 5 rows.");
    assertThat(count("residents")).isEqualTo(5);
    assertThat(flow.status).isEqualTo(DataflowStatus.ROLLED_BACK);
    assertThat(history.run(tenant, "flow", second.run().id()).run().rolledBack()).isTrue();

    ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
    assertThat(count("residents")).isZero();
    assertThatThrownBy(
            () -> runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON))
        .isInstanceOf(Refusal.class)
        .hasMessage("Every published run of Flow is taken back already.");
    assertThat(history.runs(tenant, "flow", 0, 10).total()).isEqualTo(4);
  }

  @Test
  void readsTablesOfTheSameAnswersSplitBySplitInTurns() throws Exception {
    List<String> children = List.of("allergies", "medications", "orders");
    flow.with("residents", Purpose.DATA, numbers(1, 1, 1, 1, 1, 1, 1, 1));
    for (String child : children) {
      flow.with(child, Purpose.DATA, numbers(1, 1, 1, 1, 1, 1, 1, 1));
    }
    flow.source.besideAll = new TableName("", "residents");
    // nobody reads on before all have something to read
    CountDownLatch all = new CountDownLatch(4);
    flow.source.beforePlan =
        () -> {
          all.countDown();
          all.await();
        };

    RunDetail ended = ended(start());

    assertThat(ended.run().description()).isEqualTo("Published 4 tables: 32 rows.");
    List<String> opened = List.copyOf(flow.source.opened);
    assertThat(opened).hasSize(32);
    assertThat(opened.subList(0, 16)).containsAll(children).contains("residents");
  }

  @Test
  void aTableFailsAloneAmongThoseThatAreReadInTurns() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(1, 1, 1));
    flow.with("incidents", Purpose.DATA, numbers(1, 1, 1, 1));
    flow.source.besideAll = new TableName("", "residents");
    String message = "The object incidents.csv is gone. Choose the table again.";
    flow.source.beforePage =
        (split, page) -> {
          if (split.label().startsWith("part-3")) {
            throw failure(ErrorKind.CONFIGURATION, message);
          }
        };

    RunDetail ended = ended(start());

    assertThat(ended.run().description())
        .isEqualTo("Published 1 of 2 tables: 3 rows. incidents: " + message);
    assertThat(count("residents")).isEqualTo(3);
  }

  @Test
  void sortsAndFiltersTheHistory() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(3));
    ended(start());
    flow.source.with("residents", numbers(10));
    ended(start());
    flow.source.with("residents", numbers(7));
    ended(start());
    ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
    Set<RunStatus> all = Set.of();

    assertThat(numbers(all, RunQuery.Sort.NUMBER, true)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(numbers(all, RunQuery.Sort.START, false)).containsExactly(4L, 3L, 2L, 1L);
    assertThat(numbers(all, RunQuery.Sort.ROWS_READ, false)).containsExactly(2L, 3L, 1L, 4L);
    assertThat(numbers(all, RunQuery.Sort.ROWS_WRITTEN, true)).containsExactly(1L, 3L, 2L, 4L);
    List<RunRow> byDuration = rows(all, RunQuery.Sort.DURATION, true);
    assertThat(byDuration)
        .hasSize(4)
        .isSortedAccordingTo(
            Comparator.comparing(row -> Duration.between(row.startedAt(), row.endedAt())));
    assertThat(rows(Set.of(RunStatus.FAILED), RunQuery.Sort.NUMBER, true)).isEmpty();
    assertThat(rows(Set.of(RunStatus.SUCCEEDED), RunQuery.Sort.NUMBER, true)).hasSize(4);
    assertThat(begunBy(RunTrigger.WEBHOOK).total()).isZero();
    assertThat(begunBy(RunTrigger.WEBHOOK, RunTrigger.PERSON).total()).isEqualTo(4);
    assertThat(begunBy(RunTrigger.PERSON).items()).hasSize(4);
    assertThat(history.details(tenant, "flow", RunQuery.newest(0, 2)).items())
        .extracting(detail -> detail.run().number(), detail -> detail.tables().size())
        .containsExactly(tuple(4L, 1), tuple(3L, 1));
  }

  private Page<RunRow> begunBy(RunTrigger... triggers) {
    return history.runs(
        tenant,
        "flow",
        new RunQuery(Set.of(), Set.of(triggers), RunQuery.Sort.NUMBER, true, 0, 10));
  }

  private List<RunRow> rows(Set<RunStatus> statuses, RunQuery.Sort sort, boolean ascending) {
    return history
        .runs(tenant, "flow", new RunQuery(statuses, Set.of(), sort, ascending, 0, 10))
        .items();
  }

  private List<Long> numbers(Set<RunStatus> statuses, RunQuery.Sort sort, boolean ascending) {
    return rows(statuses, sort, ascending).stream().map(RunRow::number).toList();
  }

  @Test
  void refusesASecondRunWhileOneIsUnderWay() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    flow.with("residents", Purpose.DATA, numbers(3));
    flow.source.beforePage =
        (split, page) -> {
          reading.countDown();
          go.await();
        };
    UUID run = start();
    reading.await();
    assertThatThrownBy(this::start)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("A run of Flow is already under way (started ")
        .hasMessageEndingWith("). Wait until it ends or cancel it.");
    assertThat(history.active(tenant, "flow")).isPresent();
    go.countDown();
    assertThat(ended(run).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(history.active(tenant, "flow")).isEmpty();
  }

  /**
   * A cancelled run ends, and stays cancelled: {@code AB#16905}, {@code AB#8808}, {@code AB#9776}.
   */
  @Test
  void cancelsWithinTwoSecondsAndLeavesTheEntityAsItWas() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(3));
    ended(start());
    flow.source.with("residents", numbers(100));
    CountDownLatch reading = new CountDownLatch(1);
    flow.source.beforePage =
        (split, page) -> {
          reading.countDown();
          if (page == 5) {
            new CountDownLatch(1).await();
          }
        };
    UUID run = start();
    reading.await();
    long asked = System.nanoTime();
    runs.cancel(tenant, ANNA, "flow", run);
    RunDetail ended = ended(run);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
    assertThat(ended.run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(ended.tables().get(0).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(count("residents")).isEqualTo(3);
    assertThat(flow.status).isEqualTo(DataflowStatus.CANCELLED);
  }

  @Test
  void publishesTheOthersWhenOneTableFails() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(3));
    flow.with("incidents", Purpose.DATA, numbers(2));
    String message = "The object incidents.csv is gone. Choose the table again.";
    flow.source.beforePage =
        (split, page) -> {
          if (split.label().startsWith("part-1")) {
            throw failure(ErrorKind.CONFIGURATION, message);
          }
        };
    flow.source.with("incidents", numbers(2, 2));
    RunDetail ended = ended(start());
    assertThat(ended.run().status()).isEqualTo(RunStatus.PARTLY_SUCCEEDED);
    assertThat(ended.run().description())
        .isEqualTo("Published 1 of 2 tables: 3 rows. incidents: " + message);
    assertThat(ended.tables()).extracting(TableRunRow::description).containsExactly("", message);
    assertThat(ended.tables()).extracting(TableRunRow::rowsWritten).containsExactly(3L, 0L);
    assertThat(ended.run().rowsWritten()).isEqualTo(3);
  }

  @Test
  void publishesNothingWhenOneTableFailsAndAllOrNothingIsAskedFor() throws Exception {
    flow.policies = allOrNothing();
    flow.with("residents", Purpose.DATA, numbers(3));
    flow.with("incidents", Purpose.DATA, numbers(2));
    assertThat(ended(start()).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    flow.source.with("residents", numbers(5));
    flow.source.with("incidents", numbers(2, 2));
    String message = "The object incidents.csv is gone. Choose the table again.";
    flow.source.beforePage =
        (split, page) -> {
          if (split.label().startsWith("part-1")) {
            throw failure(ErrorKind.CONFIGURATION, message);
          }
        };
    RunDetail ended = ended(start());
    assertThat(ended.run().status()).isEqualTo(RunStatus.FAILED);
    assertThat(ended.run().description())
        .isEqualTo(
            "Nothing is published, for this dataflow publishes all tables or none: incidents held"
                + " back residents. incidents: "
                + message);
    assertThat(ended.tables())
        .extracting(TableRunRow::status, TableRunRow::description, TableRunRow::rowsWritten)
        .containsExactly(
            tuple(
                RunStatus.FAILED, "Read, but held back by incidents. The entity is as it was.", 0L),
            tuple(RunStatus.FAILED, message, 0L));
    assertThat(count("residents")).isEqualTo(3);
    assertThat(count("incidents")).isEqualTo(2);
    assertThat(runs.previewRollback(tenant, "flow").runNumber()).isEqualTo(1);
  }

  @Test
  void anEntityThatCannotBePublishedHoldsBackTheOthersWhenAllOrNothingIsAskedFor()
      throws Exception {
    flow.policies = allOrNothing();
    flow.with("residents", Purpose.DATA, numbers(3));
    flow.with("incidents", Purpose.DATA, numbers(2));
    database.execute(
        "create schema %1$s; create view %1$s.incidents as select 1 as mine".formatted(tenant));
    RunDetail ended = ended(start());
    assertThat(ended.run().status()).isEqualTo(RunStatus.FAILED);
    assertThat(ended.run().description())
        .startsWith(
            "Nothing is published, for this dataflow publishes all tables or none: incidents held"
                + " back residents. incidents: PostgreSQL has a relation ");
    assertThat(database.value("select to_regclass('%s.residents') is null".formatted(tenant)))
        .isEqualTo("t");
    flow.policies = Policies.DEFAULT;
    assertThat(ended(start()).run().status()).isEqualTo(RunStatus.PARTLY_SUCCEEDED);
    assertThat(count("residents")).isEqualTo(3);
  }

  private static Policies allOrNothing() {
    return new Policies(
        DeletePolicy.REMOVE, DriftPolicy.APPLY, 50, 100, -1, 10, PublishPolicy.ALL_OR_NOTHING);
  }

  @Test
  void triesAgainWhatMayPassAndKeepsEachRowOnce() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(400, 300));
    Set<String> failed = ConcurrentHashMap.newKeySet();
    flow.source.beforePage =
        (split, page) -> {
          if (page % 7 == 3 && failed.add(split.id() + " " + page)) {
            throw failure(ErrorKind.TRANSIENT, "Busy");
          }
        };
    RunDetail ended = ended(start());
    assertThat(ended.run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(count("residents")).isEqualTo(700);
    assertThat(failed).hasSizeGreaterThan(5);
  }

  /**
   * A run goes on where it was, not from its first row: {@code AB#11832}, {@code AB#17774}. It does
   * not stand there as running for ever: {@code AB#2680}, {@code AB#45591}, {@code ST#10997}.
   */
  @Test
  void goesOnFromTheCheckpointsAfterTheWorkerStopped() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(500));
    CountDownLatch late = new CountDownLatch(1);
    flow.source.beforePage =
        (split, page) -> {
          if (page == 40) {
            late.countDown();
            new CountDownLatch(1).await();
          }
        };
    UUID run = start();
    late.await();
    engine.stop();
    assertThat(history.run(tenant, "flow", run).run().status()).isEqualTo(RunStatus.RUNNING);
    int[] first = {Integer.MAX_VALUE};
    flow.source.beforePage = (split, page) -> first[0] = Math.min(first[0], page);
    engine.start();
    assertThat(ended(run).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(count("residents")).isEqualTo(500);
    assertThat(first[0]).isGreaterThan(10);
    assertThat(flow.source.plans).hasValue(1);
  }

  @Test
  void goesOnAfterTheDatabaseCutEveryConnection() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(300, 300));
    flow.with("codes", Purpose.METADATA, numbers(50));
    Set<Integer> cut = ConcurrentHashMap.newKeySet();
    flow.source.beforePage =
        (split, page) -> {
          if (page % 8 == 3 && cut.add(page)) {
            cutConnections();
          }
        };
    RunDetail ended = ended(start());
    assertThat(ended.run().description()).isEqualTo("Published 2 tables: 650 rows.");
    assertThat(count("residents")).isEqualTo(600);
    assertThat(cut).hasSizeGreaterThan(2);
  }

  @ParameterizedTest
  @CsvSource({"table_run, PUBLISHING", "run, PUBLISHING", "run, SUCCEEDED"})
  void aDatabaseThatIsGoneWhileTheJournalIsWrittenFailsNoRun(String table, String status)
      throws Exception {
    database.execute(
        """
        create sequence tributary.gone_once;
        create function tributary.be_gone() returns trigger language plpgsql as $$
        begin
          if nextval('tributary.gone_once') = 1 then
            raise exception 'terminating connection' using errcode = '57P01';
          end if;
          return new;
        end $$;
        create trigger gone before update on tributary.%s for each row
          when (new.status = '%s') execute function tributary.be_gone()
        """
            .formatted(table, status));
    try {
      flow.with("residents", Purpose.DATA, numbers(30));
      RunDetail ended = ended(start());
      assertThat(ended.run().description()).isEqualTo("Published 1 table: 30 rows.");
      assertThat(ended.run().status()).isEqualTo(RunStatus.SUCCEEDED);
    } finally {
      database.execute(
          "drop function tributary.be_gone() cascade; drop sequence tributary.gone_once");
    }
  }

  @Test
  void readsAgainWhatACrashOfTheDatabaseTookBack() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(30, 40));
    AtomicBoolean crashed = new AtomicBoolean();
    flow.source.beforePage =
        (split, page) -> {
          if (split.payload().equals("1") && page == 3 && crashed.compareAndSet(false, true)) {
            takeBackFirstSplit();
          }
        };
    assertThat(ended(start()).run().description()).isEqualTo("Published 1 table: 70 rows.");
    assertThat(crashed).isTrue();
    assertThat(count("residents")).isEqualTo(70);
  }

  /** What a crash does that loses the last commits, which did not wait for the disk. */
  private static void takeBackFirstSplit() {
    while (!database
        .rows(
            "select s.done from tributary_landing.split s join tributary_landing.generation g"
                + " on g.id = s.generation_id where g.state = 'LOADING' and s.ordinal = 0")
        .equals(List.of("t"))) {
      LockSupport.parkNanos(1_000_000);
    }
    database.execute(
        """
        do $$ declare g record; begin
          for g in select * from tributary_landing.generation where state = 'LOADING' loop
            execute format('delete from %I.%I where _source like %L', g.schema_name, g.table_name,
              'part-0%');
            update tributary_landing.split set done = false, position = null, batches = 0,
              rows_read = 0, rows_written = 0 where generation_id = g.id and ordinal = 0;
          end loop;
        end $$
        """);
  }

  /** What hangs does not run for ever: {@code AB#7806}, {@code AB#48879}, {@code ST#7747}. */
  @Test
  void aTableThatMakesNoProgressFailsWithThatReasonAndTheOthersAreRead() throws Exception {
    engine.stop();
    engine = engine(Duration.ofSeconds(1));
    engine.start();
    flow.with("residents", Purpose.METADATA, numbers(30, 40));
    flow.with("incidents", Purpose.DATA, numbers(15));
    CountDownLatch end = new CountDownLatch(1);
    flow.source.beforePage =
        (split, page) -> {
          if (page == 2) {
            awaitUninterruptibly(end);
          }
        };
    RunDetail ended = ended(start());
    end.countDown();
    assertThat(ended.tables())
        .extracting(TableRunRow::status)
        .containsExactly(RunStatus.FAILED, RunStatus.SUCCEEDED);
    assertThat(ended.tables().get(0).description())
        .isEqualTo(
            "Nothing came from the source for 1 second, so reading was given up; the entity stays"
                + " as it was. Run it again; if it happens again, have the source looked at, or ask"
                + " the operator to raise tributary.table.stall.");
    assertThat(count("incidents")).isEqualTo(15);
  }

  /** As a call that knows nothing of interruption. */
  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void aNodeWhoseClockIsHoursOffNeitherStealsARunNorLetsOneLie() throws Exception {
    ScheduledRunEngine ahead = engine(LONG, Clock.offset(Clock.systemUTC(), Duration.ofHours(3)));
    ScheduledRunEngine behind = engine(LONG, Clock.offset(Clock.systemUTC(), Duration.ofHours(-3)));
    flow.with("residents", Purpose.DATA, numbers(200));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    flow.source.beforePage =
        (split, page) -> {
          reading.countDown();
          go.await();
        };
    UUID run = start();
    reading.await();
    ahead.start();
    behind.start();
    awaitReports(run);
    assertThat(
            database.value("select lease_token from tributary.run where id = '%s'".formatted(run)))
        .isEqualTo("1");
    go.countDown();
    assertThat(ended(run).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    engine.stop();
    ahead.stop();
    assertThat(ended(start()).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    behind.stop();
  }

  /** Long enough for others to find a dead worker, were it one. */
  private static void awaitReports(UUID run) {
    String begun = database.value("select clock_timestamp()");
    while (!database
        .rows(
            "select 1 from tributary.scheduled_tasks where task_instance = '%s'".formatted(run)
                + " and last_heartbeat > '%s'::timestamptz + interval '3 seconds'".formatted(begun))
        .equals(List.of("1"))) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static synchronized void cutConnections() {
    database.value(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where datname = current_database() and pid <> pg_backend_pid()");
  }

  @Test
  void endsARunThatStopsItsWorkerAgainAndAgainBeforeACheckpoint() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(3));
    ended(start());
    Semaphore reading = new Semaphore(0);
    flow.source.beforePage =
        (split, page) -> {
          reading.release();
          new CountDownLatch(1).await();
        };
    UUID run = start();
    // the first worker keeps what is to be read, the three after it nothing
    for (int stops = 0; stops < 4; stops++) {
      reading.acquire();
      engine.stop();
      assertThat(history.run(tenant, "flow", run).run().status()).isEqualTo(RunStatus.RUNNING);
      engine.start();
    }
    RunDetail ended = ended(run);
    assertThat(ended.run().status()).isEqualTo(RunStatus.FAILED);
    assertThat(ended.run().description())
        .startsWith("The server stopped 3 times while it read residents")
        .endsWith("Then run again. The entities are as they were.");
    assertThat(count("residents")).isEqualTo(3);
  }

  @Test
  void leavesARunForAnotherWhenItIsStoppedWhileItOpensTheConnection() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(3));
    CountDownLatch opening = new CountDownLatch(1);
    flow.beforeOpen =
        () -> {
          opening.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(ErrorKind.TRANSIENT, "Given up");
          }
        };
    UUID run = start();
    opening.await();
    engine.stop();
    assertThat(history.run(tenant, "flow", run).run().status()).isEqualTo(RunStatus.RUNNING);
    flow.beforeOpen = () -> {};
    engine.start();
    assertThat(ended(run).run().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void keepsRejectsAndMakesThemHarmlessInAFile() throws Exception {
    flow.with(
        "residents",
        Purpose.DATA,
        new FakeSource.Table(
            List.of(new Column("id", ColumnType.WHOLE, true)),
            List.of(List.of(List.of("1"), List.of("=cmd()", "x"), List.of("2")))));
    RunDetail ended = ended(start());
    assertThat(ended.run().description())
        .isEqualTo("Published 1 table: 2 rows. 1 row was rejected in residents: see Rejects.");
    assertThat(ended.run().rowsRead()).isEqualTo(3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    history.writeRejects(tenant, ANNA, "flow", ended.run().id(), Optional.empty(), out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\"entity\",\"source\",\"reason\",\"row\"\r\n"
                + "\"residents\",\"part-0.csv:2\",\"has 2 fields\",\"'=cmd(),x\"\r\n");
    assertThat(
            history
                .rejects(tenant, ANNA, "flow", ended.run().id(), ended.tables().get(0).id(), 0, 10)
                .items())
        .containsExactly(new RejectRow(1, "part-0.csv:2", "has 2 fields", "=cmd(),x"));
  }

  @Test
  void aSuddenFallWaitsForAPersonWhoMayConfirm() throws Exception {
    UUID waiting = fallen();
    RunDetail held = history.run(tenant, "flow", waiting);
    assertThat(held.run().status()).isEqualTo(RunStatus.WAITING);
    assertThat(held.run().description())
        .isEqualTo(
            "Nothing is published yet: confirm or discard it. residents: It would fall from 100 to"
                + " 3 rows: 97 % fewer, and more than 50 % waits for a person.");
    assertThat(flow.status).isEqualTo(DataflowStatus.WAITING);
    assertThat(count("residents")).isEqualTo(100);
    assertThatThrownBy(this::start)
        .isInstanceOf(Refusal.class)
        .hasMessage("Run 2 of Flow waits for a decision. Confirm or discard it first.");
    runs.confirm(tenant, ANNA, "flow", waiting);
    assertThat(ended(waiting).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(count("residents")).isEqualTo(3);
    assertThatThrownBy(() -> runs.confirm(tenant, ANNA, "flow", waiting))
        .isInstanceOf(Refusal.class)
        .hasMessage("Run 2 does not wait for a decision: succeeded.");
  }

  @Test
  void aSuddenFallMayBeDiscarded() throws Exception {
    UUID waiting = fallen();
    runs.discard(tenant, ANNA, "flow", waiting);
    RunDetail ended = history.run(tenant, "flow", waiting);
    assertThat(ended.run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(ended.run().description())
        .isEqualTo("Discarded by anna. The entities are as they were.");
    assertThat(count("residents")).isEqualTo(100);
    flow.source.with("residents", numbers(90));
    assertThat(ended(start()).run().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  private UUID fallen() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(100));
    ended(start());
    flow.source.with("residents", numbers(3));
    UUID run = start();
    assertThat(await(run, RunStatus.WAITING)).isEqualTo(RunStatus.WAITING);
    return run;
  }

  private RunStatus await(UUID run, RunStatus wanted) throws InterruptedException {
    RunLook look =
        transactions.transactional(
            RunLook.class,
            (t, r) -> {
              RunStatus status = history.run(t, "flow", r).run().status();
              return status == wanted ? RunStatus.SUCCEEDED : status;
            });
    return new RunWaiting(look).awaitEnd(tenant, run, LONG) == RunStatus.SUCCEEDED
        ? wanted
        : history.run(tenant, "flow", run).run().status();
  }

  @Test
  void refusesAnIncrementalRunOfADataflowThatIsSetToFull() {
    flow.with("residents", Purpose.DATA, numbers(1));
    assertThatThrownBy(
            () ->
                runs.start(
                    tenant, ANNA, "flow", Optional.of(RefreshKind.INCREMENTAL), RunTrigger.API))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("Flow is set to Full. Set its refresh to Incremental first");
  }

  @Test
  void aTableThatCannotBeMergedFailsWithTheReason() throws Exception {
    ChangingSource source = ChangingSource.ofRows(new Column("id", ColumnType.WHOLE, true));
    source.key = List.of();
    flow.with("residents", Purpose.DATA, source);
    flow.refresh = RefreshKind.INCREMENTAL;
    RunDetail ended = ended(start());
    assertThat(ended.run().status()).isEqualTo(RunStatus.FAILED);
    assertThat(ended.run().description())
        .isEqualTo(
            "residents: It cannot be refreshed incrementally: it has no key to tell its rows"
                + " apart. Choose its key columns (Table details, Columns), choose Full, or clear"
                + " its selection.");
  }

  @Test
  void anIncrementalRunReadsATableInFullOfWhichOnlyAllRowsCanBeHad() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(3));
    flow.refresh = RefreshKind.INCREMENTAL;
    assertThat(ended(start()).run().description()).isEqualTo("Published 1 table: 3 rows.");
    flow.source.with("residents", numbers(2));
    RunDetail second = ended(start());
    assertThat(second.run().description()).isEqualTo("Published 1 table: 2 rows.");
    assertThat(second.tables().get(0).description()).isEmpty();
    assertThat(count("residents")).isEqualTo(2);
  }

  @Test
  void tellsWhatAnIncrementalRunChanged() throws Exception {
    ChangingSource source =
        ChangingSource.ofObjects(
            new Column("id", ColumnType.WHOLE, true), new Column("name", ColumnType.TEXT, true));
    source.put("a.csv", "1", List.of(List.of("1", "Ada"), List.of("2", "Ben")));
    flow.with("residents", Purpose.DATA, source);
    flow.refresh = RefreshKind.INCREMENTAL;
    assertThat(ended(start()).run().description()).isEqualTo("Published 1 table: 2 rows.");
    source.put("b.csv", "1", List.of(List.of("3", "Cleo", "north")));
    source.columns.add(new Column("wing", ColumnType.TEXT, true));
    RunDetail second = ended(start());
    assertThat(second.run().description())
        .isEqualTo(
            "Published 1 table: 1 row new, 0 changed, 0 gone. Columns changed in residents.");
    assertThat(second.tables().get(0).description()).isEqualTo("Columns: new column wing (text).");
    assertThat(second.columnChanges().get(second.tables().get(0).id())).hasSize(1);
    assertThat(second.run().rowsRead()).isEqualTo(1);
    assertThat(count("residents")).isEqualTo(3);
    RollbackPreview preview = runs.previewRollback(tenant, "flow");
    assertThat(preview.entities().get(0).changes())
        .contains(new RollbackPreview.RowChanges(0, 1, 0));
    ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
    assertThat(count("residents")).isEqualTo(2);
  }

  @Test
  void wantsACursorOnlyWhereAnIncrementalRunMayFollow() throws Exception {
    ChangingSource source = ChangingSource.ofRows(new Column("id", ColumnType.WHOLE, true));
    source.upsert("1").upsert("2");
    flow.with("residents", Purpose.DATA, source);
    ended(start());
    assertThat(source.cursorsWanted).containsExactly(false);

    flow.refresh = RefreshKind.INCREMENTAL;
    assertThat(ended(start()).run().description())
        .startsWith("Published 1 table: 2 rows. residents was read in full");
    assertThat(source.cursorsWanted).as("nothing to go on from yet").containsExactly(false, true);
    source.tick().upsert("3");
    assertThat(ended(start()).run().description())
        .startsWith("Published 1 table: 1 row new, 0 changed, 0 gone.");
    assertThat(source.cursorsWanted).as("no full read").hasSize(2);
  }

  @Test
  void readsInFullWhereTheSourceNoLongerKnowsWhatChangedAndSaysSo() throws Exception {
    ChangingSource source =
        ChangingSource.ofRows(
            new Column("id", ColumnType.WHOLE, true), new Column("name", ColumnType.TEXT, true));
    source.upsert("1", "Ada").upsert("2", "Ben");
    flow.with("residents", Purpose.DATA, source);
    flow.refresh = RefreshKind.INCREMENTAL;
    assertThat(ended(start()).run().description()).isEqualTo("Published 1 table: 2 rows.");
    source.tick().upsert("3", "Cleo").forget("1");
    source.forgets = true;

    RunDetail second = ended(start());

    assertThat(second.run().description())
        .isEqualTo(
            "Published 1 table: 2 rows. residents was read in full: The source has forgotten what"
                + " changed in “Dr. Who”.");
    assertThat(second.tables().get(0).description())
        .isEqualTo("Read in full: The source has forgotten what changed in “Dr. Who”.");
    assertThat(count("residents")).isEqualTo(2);
    source.forgets = false;
    source.tick().upsert("4", "Dora");
    assertThat(ended(start()).run().description())
        .startsWith("Published 1 table: 1 row new, 0 changed, 0 gone.");
    ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
    ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
    assertThat(count("residents")).isEqualTo(2);
  }

  @Test
  void readsInFullInTheSameRunWhenTheSourceForgetsWhileItIsRead() throws Exception {
    ChangingSource source =
        ChangingSource.ofRows(
            new Column("id", ColumnType.WHOLE, true), new Column("name", ColumnType.TEXT, true));
    for (int id = 1; id <= 200; id++) {
      source.upsert(Integer.toString(id), "Ada");
    }
    flow.with("residents", Purpose.DATA, source);
    flow.refresh = RefreshKind.INCREMENTAL;
    ended(start());
    source.tick().forget("1");
    source.upsert("2", "Ben", "too many fields");
    for (int id = 3; id <= 150; id++) {
      source.upsert(Integer.toString(id), "Cleo");
    }
    source.forgetsAfter = 120;

    RunDetail second = ended(start());

    assertThat(second.run().description())
        .isEqualTo(
            "Published 1 table: 198 rows. 1 row was rejected in residents: see Rejects. residents"
                + " was read in full: The source has forgotten what changed in “Dr. Who”.");
    assertThat(second.run().rowsRead()).as("what was thrown away is not counted").isEqualTo(199);
    assertThat(count("residents")).isEqualTo(198);
    source.forgetsAfter = -1;
    source.tick().upsert("2", "Ben");
    assertThat(ended(start()).run().description())
        .startsWith("Published 1 table: 1 row new, 0 changed, 0 gone.");
    ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
    ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
    assertThat(count("residents")).isEqualTo(200);
  }

  @Test
  void saysWhereNothingWasTakenAwayForARejectedRowOfUnknownKey() throws Exception {
    ChangingSource source = ChangingSource.ofRows(new Column("id", ColumnType.WHOLE, true));
    source.bringsAll = true;
    source.upsert("1").upsert("2").upsert("3");
    flow.with("residents", Purpose.DATA, source);
    flow.refresh = RefreshKind.INCREMENTAL;
    ended(start());
    source.tick().upsert("2", "too many fields").forget("3");

    RunDetail second = ended(start());

    assertThat(second.run().description())
        .isEqualTo(
            "Published 1 table: 0 rows new, 0 changed, 0 gone. 1 row was rejected in residents: see"
                + " Rejects. In residents, what did not come stays: a rejected row whose key is not"
                + " known may be any of it.");
    assertThat(second.tables().get(0).description())
        .isEqualTo(
            "What did not come stays: a rejected row whose key is not known may be any of it.");
    assertThat(count("residents")).isEqualTo(3);
    source.tick().upsert("2");
    assertThat(ended(start()).run().description())
        .isEqualTo("Published 1 table: 0 rows new, 0 changed, 1 gone.");
  }

  @Test
  void aTableWhoseOnlyChangedRowIsRejectedKeepsItsOtherRowsAndGoesOn() throws Exception {
    ChangingSource source = ChangingSource.ofRows(new Column("id", ColumnType.WHOLE, true));
    source.upsert("1").upsert("2");
    flow.with("residents", Purpose.DATA, source);
    flow.refresh = RefreshKind.INCREMENTAL;
    ended(start());
    source.tick().upsert("2", "too many fields");

    assertThat(ended(start()).run().description())
        .isEqualTo(
            "Published 1 table: 0 rows new, 0 changed, 0 gone. 1 row was rejected in residents: see"
                + " Rejects.");
    assertThat(count("residents")).isEqualTo(2);
    source.tick().upsert("3");
    assertThat(ended(start()).run().description())
        .startsWith("Published 1 table: 1 row new, 0 changed, 0 gone.");
  }

  @Test
  void tellsRowsOfTablesReadInFullApartFromWhatChangedInOthers() throws Exception {
    ChangingSource forgetful = ChangingSource.ofRows(new Column("id", ColumnType.WHOLE, true));
    ChangingSource other = ChangingSource.ofRows(new Column("id", ColumnType.WHOLE, true));
    forgetful.upsert("1").upsert("2");
    other.upsert("1");
    Source both = new TwoTables(forgetful, other);
    flow.with("residents", Purpose.DATA, both);
    flow.with("visits", Purpose.DATA, both);
    flow.refresh = RefreshKind.INCREMENTAL;
    assertThat(ended(start()).run().description()).isEqualTo("Published 2 tables: 3 rows.");
    forgetful.forgets = true;
    assertThat(ended(start()).run().description())
        .startsWith(
            "Published 2 tables: 2 rows of tables read in full; nothing changed in the others."
                + " residents was read in full: ");
    other.tick().upsert("2");
    assertThat(ended(start()).run().description())
        .startsWith(
            "Published 2 tables: 2 rows of tables read in full; in the others 1 row new, 0 changed,"
                + " 0 gone. residents was read in full: ");
  }

  /** Residents come from one source, all else from the other. */
  private record TwoTables(Source residents, Source others) implements Source {
    private Source of(TableName table) {
      return table.name().equals("residents") ? residents : others;
    }

    @Override
    public List<TableDescriptor> tables() {
      return List.of();
    }

    @Override
    public TableLayout layout(TableName table, TableOptions options) throws InterruptedException {
      return of(table).layout(table, options);
    }

    @Override
    public ReadPlan plan(ReadRequest request) throws InterruptedException {
      return of(request.table()).plan(request);
    }

    @Override
    public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
      return of(request.table()).open(request, split, from);
    }
  }

  @Test
  void runsOnlyTheRejectedFilesAgain() throws Exception {
    assertThat(runs.rejected(tenant, "flow")).isEmpty();
    ChangingSource source =
        ChangingSource.ofObjects(
            new Column("id", ColumnType.WHOLE, true), new Column("name", ColumnType.TEXT, true));
    source.put("a.csv", "1", List.of(List.of("1", "Ada"), List.of("2", "Ben", "x")));
    source.put("b.csv", "1", List.of(List.of("3", "Cleo")));
    flow.with("residents", Purpose.DATA, source);
    assertThat(ended(start()).run().rowsRejected()).isEqualTo(1);
    assertThat(runs.rejected(tenant, "flow")).contains(new RunAgain(1, List.of(1L), 0));
    source.put("a.csv", "2", List.of(List.of("1", "Ada"), List.of("2", "Ben")));

    RunDetail again = ended(runs.startRejected(tenant, ANNA, "flow", RunTrigger.PERSON));
    assertThat(again.run().again()).isEqualTo("Again: 1 rejected file of run 1");
    assertThat(again.run().description())
        .isEqualTo("Published 1 table: 2 rows new, 0 changed, 1 gone.");
    assertThat(again.run().rowsRead()).isEqualTo(2);
    assertThat(count("residents")).isEqualTo(3);
    assertThatThrownBy(() -> runs.startRejected(tenant, ANNA, "flow", RunTrigger.PERSON))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "There is nothing to run again: no file of Flow has rejected rows, and no table failed"
                + " in its last run.");
    ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
    assertThat(count("residents")).isEqualTo(2);
    assertThat(runs.rejected(tenant, "flow")).contains(new RunAgain(1, List.of(1L), 0));
  }

  @Test
  void rejectsOfASourceWithoutFilesCannotBeRunAgainByThemselves() throws Exception {
    flow.with(
        "residents",
        Purpose.DATA,
        new FakeSource.Table(
            List.of(new Column("id", ColumnType.WHOLE, true)),
            List.of(List.of(List.of("1"), List.of("2", "x")))));
    ended(start());
    assertThatThrownBy(() -> runs.startRejected(tenant, ANNA, "flow", RunTrigger.PERSON))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The rejected rows of Flow cannot be run again by themselves: its source does not tell"
                + " which file they came from. Correct them there, then run Flow.");
  }

  @Test
  void runsTablesThatFailedAgainAndNoOthers() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(3));
    flow.with("incidents", Purpose.DATA, numbers(2, 2));
    flow.source.beforePage =
        (split, page) -> {
          if (split.label().startsWith("part-1")) {
            throw failure(ErrorKind.CONFIGURATION, "Gone.");
          }
        };
    assertThat(ended(start()).run().status()).isEqualTo(RunStatus.PARTLY_SUCCEEDED);
    flow.source.beforePage = (split, page) -> {};
    RunDetail again = ended(runs.startRejected(tenant, ANNA, "flow", RunTrigger.PERSON));
    assertThat(again.run().again()).isEqualTo("Again: 1 failed table");
    assertThat(again.tables()).extracting(TableRunRow::entityName).containsExactly("incidents");
    assertThat(count("incidents")).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "3; 12; 0; Again: 3 rejected files of run 12",
        "1; 12,14; 2; Again: 1 rejected file of runs 12 and 14, 2 failed tables",
        "9; 1,2,3,4; 0; Again: 9 rejected files of 4 runs",
        "0; ; 1; Again: 1 failed table"
      })
  void tellsWhatIsRunAgain(int files, String numbers, int failed, String words) {
    List<Long> found =
        numbers == null ? List.of() : Stream.of(numbers.split(",")).map(Long::valueOf).toList();
    assertThat(new RunAgain(files, found, failed).words()).isEqualTo(words);
  }

  @Test
  void takesBackAllEntitiesOfRunsOfBothKindsTogether() throws Exception {
    ChangingSource source =
        ChangingSource.ofObjects(
            new Column("id", ColumnType.WHOLE, true), new Column("name", ColumnType.TEXT, true));
    source.put("a.csv", "1", List.of(List.of("1", "Ada"), List.of("2", "Ben")));
    flow.with("residents", Purpose.DATA, source);
    flow.with("people", Purpose.DATA, source);
    flow.refresh = RefreshKind.INCREMENTAL;
    ended(start());
    Deque<List<String>> states = new ArrayDeque<>();
    for (int i = 2; i < 8; i++) {
      states.push(checksums());
      source.put("a.csv", "v" + i, List.of(List.of("1", "Ada " + i), List.of("2", "Ben")));
      source.put("o" + i + ".csv", "1", List.of(List.of("1" + i, "new")));
      Optional<RefreshKind> refresh = Optional.of(RefreshKind.values()[i % 2]);
      UUID run = runs.start(tenant, ANNA, "flow", refresh, RunTrigger.PERSON);
      assertThat(ended(run).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    }
    while (!states.isEmpty()) {
      ended(runs.rollBack(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
      assertThat(checksums()).isEqualTo(states.pop());
    }
    UUID again = start();
    assertThat(ended(again).run().rowsRead()).isEqualTo(2 * 8);
  }

  private List<String> checksums() {
    return Stream.of("residents", "people")
        .map(
            entity ->
                database.value(
                    "select md5(string_agg(t::text, '|' order by t::text)) from %s.%s t"
                        .formatted(tenant, entity)))
        .toList();
  }

  @Test
  void givesItsWorkerAwayUntilThereIsANewQuotaAndGoesOnWhereItWas() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(500));
    AtomicBoolean spent = new AtomicBoolean(true);
    List<Integer> pages = new CopyOnWriteArrayList<>();
    flow.source.beforePage =
        (split, page) -> {
          if (spent.get() && pages.size() > 20) {
            throw quotaIsSpent();
          }
          pages.add(page);
        };
    UUID run = start();
    awaitPostponed(run);

    RunRow waits = history.run(tenant, "flow", run).run();
    assertThat(waits.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(waits.description())
        .matches(
            "Waits for the quota until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC, then goes on by itself\\."
                + " The quota is spent\\.");
    assertThat(flow.status).isEqualTo(DataflowStatus.QUEUED);
    assertThat(outcomes).isEmpty();
    parts.queue.giveTurns();
    assertThat(history.run(tenant, "flow", run).run().description()).isEqualTo(waits.description());
    assertThat(
            database.value(
                """
                select extract(epoch from execution_time - now()) between 17000 and 18001
                from tributary.scheduled_tasks where task_instance = '%s'
                """
                    .formatted(run)))
        .isEqualTo("t");

    engine.stop();
    engine = engine(LONG);
    engine.start();
    spent.set(false);
    database.execute(
        "update tributary.scheduled_tasks set execution_time = now() where task_instance = '%s'"
            .formatted(run));
    assertThat(ended(run).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(count("residents")).isEqualTo(500);
    assertThat(pages)
        .as("what is durable is not read again")
        .filteredOn(page -> page == 0)
        .hasSize(1);
  }

  @Test
  void waitsForAQuotaDayAfterDay() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(500));
    AtomicInteger days = new AtomicInteger();
    flow.source.beforePage =
        (split, page) -> {
          if (days.get() < 5) {
            throw quotaIsSpent();
          }
        };
    UUID run = start();
    for (int day = 1; day <= 5; day++) {
      awaitPostponed(run);
      days.set(day);
      database.execute(
          "update tributary.scheduled_tasks set execution_time = now() where task_instance = '%s'"
              .formatted(run));
    }
    assertThat(ended(run).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(count("residents")).isEqualTo(500);
  }

  @Test
  void cancelsARunThatWaitsForAQuota() throws Exception {
    flow.with("residents", Purpose.DATA, numbers(500));
    flow.source.beforePage =
        (split, page) -> {
          if (page > 20) {
            throw quotaIsSpent();
          }
        };
    UUID run = start();
    awaitPostponed(run);

    runs.cancel(tenant, ANNA, "flow", run);

    assertThat(ended(run).run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(flow.status).isEqualTo(DataflowStatus.CANCELLED);
  }

  private static ConnectorException quotaIsSpent() {
    return ConnectorException.retryLater(
        () -> new ErrorCode("SPENT", ErrorKind.LIMIT),
        "The quota is spent.",
        null,
        Duration.ofHours(5));
  }

  private void awaitPostponed(UUID run) {
    long end = System.nanoTime() + LONG.toNanos();
    String later =
        "select count(*) from tributary.scheduled_tasks where task_instance = '%s' and not picked"
            + " and execution_time > now() + interval '1 hour'";
    while (!database.value(later.formatted(run)).equals("1")) {
      assertThat(System.nanoTime()).as("the run gives its worker away").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private UUID start() {
    return runs.start(tenant, ANNA, "flow", Optional.empty(), RunTrigger.PERSON);
  }

  private RunDetail ended(UUID run) throws InterruptedException {
    RunLook asked =
        transactions.transactional(
            RunLook.class, (t, r) -> history.run(t, "flow", r).run().status());
    RunLook look = (t, r) -> whenAnswered(asked, t, r);
    assertThat(new RunWaiting(look).awaitEnd(tenant, run, LONG)).matches(RunStatus::ended);
    return history.run(tenant, "flow", run);
  }

  /** Tests cut connections, and may cut the one that asks: then the next look tells. */
  private static RunStatus whenAnswered(RunLook look, TenantId tenant, UUID run) {
    try {
      return look.status(tenant, run);
    } catch (RuntimeException cut) {
      return RunStatus.RUNNING;
    }
  }

  private long count(String entity) {
    return Long.parseLong(database.value("select count(*) from %s.%s".formatted(tenant, entity)));
  }

  private static FakeSource.Table numbers(int... splits) {
    return new FakeSource.Table(
        List.of(new Column("id", ColumnType.WHOLE, true)),
        IntStream.of(splits)
            .mapToObj(
                rows -> IntStream.range(0, rows).mapToObj(i -> List.of(String.valueOf(i))).toList())
            .toList());
  }

  private static ConnectorException failure(ErrorKind kind, String message) {
    return new ConnectorException(() -> new ErrorCode("FAKE", kind), message, null);
  }
}
