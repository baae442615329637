package tributary.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.control.SettableClock;
import tributary.flow.DataflowStatus;
import tributary.flow.ScheduleState;
import tributary.landing.store.TestLanding;
import tributary.run.RunKind;
import tributary.run.RunOutcome;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.TestTransactions;
import tributary.schedule.store.DueSchedule;
import tributary.schedule.store.ScheduleStore;
import tributary.tenant.Actor;

class DueRunsTest {
  private static final Actor ANNA = new Actor(Actor.Kind.PERSON, "anna");

  private static TestPostgres database;
  private static TestTransactions transactions;
  private static int tenants;

  /** Stands at 08:00 UTC on a Sunday. */
  private final SettableClock clock = new SettableClock();

  private ScheduledFlow flow;
  private Schedules schedules;
  private DueRun due;
  private FailureStreaks streaks;

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
  void aDataflow() {
    flow = new ScheduledFlow(database, transactions.entityManager(), "due" + ++tenants);
    ScheduleStore store = new ScheduleStore(transactions.entityManager());
    schedules =
        transactions.transactional(
            Schedules.class,
            new ScheduleUseCases(
                store, flow.dataflows(), flow, flow, (tenant, actor, action, on) -> {}, clock));
    due =
        transactions.transactional(
            DueRun.class, new TransactionalDueRun(store, flow, flow, flow.runs(), flow, clock));
    streaks = transactions.transactional(FailureStreaks.class, new ScheduleStreaks(store, flow));
  }

  @Test
  void startsNothingBeforeTheMoment() {
    hourly(Misfire.RUN_ONCE);
    clock.advance(Duration.ofMinutes(59));
    tick();
    assertThat(flow.started).isEmpty();
    assertThat(flow.nextRunAt).contains(Instant.parse("2026-03-01T09:00:00Z"));
  }

  @Test
  void startsOneRunAtTheMomentHoweverOftenItIsAsked() {
    hourly(Misfire.RUN_ONCE);
    clock.advance(Duration.ofMinutes(60));
    tick();
    tick();
    assertThat(flow.started).hasSize(1);
    assertThat(flow.nextRunAt).contains(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(history().get(0).run()).isEqualTo(flow.started.get(0));
  }

  @Test
  void severalNodesStartOneRun() throws Exception {
    hourly(Misfire.RUN_ONCE);
    clock.advance(Duration.ofMinutes(60));
    ExecutorService nodes = Executors.newFixedThreadPool(6);
    try {
      List<? extends Future<?>> all =
          IntStream.range(0, 6).mapToObj(node -> nodes.submit(this::tick)).toList();
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      nodes.shutdown();
    }
    assertThat(flow.started).hasSize(1);
    assertThat(kinds()).containsExactly(ScheduleEvent.Kind.STARTED, ScheduleEvent.Kind.CHANGED);
  }

  @Test
  void waitsForARunOnAnEventWhichEndsInAMoment() {
    hourly(Misfire.RUN_ONCE);
    flow.status = DataflowStatus.PROCESSING;
    flow.readingChanges = true;
    clock.advance(Duration.ofMinutes(60));
    tick();
    assertThat(flow.started).isEmpty();
    assertThat(flow.nextRunAt).contains(Instant.parse("2026-03-01T09:00:00Z"));

    flow.readingChanges = false;
    flow.status = DataflowStatus.COMPLETED;
    tick();
    assertThat(flow.started).hasSize(1);
  }

  @Test
  void skipsAMomentWhileTheRunBeforeIsActive() {
    hourly(Misfire.RUN_ONCE);
    flow.status = DataflowStatus.PROCESSING;
    clock.advance(Duration.ofMinutes(60));
    tick();
    assertThat(flow.started).isEmpty();
    assertThat(kinds().get(0)).isEqualTo(ScheduleEvent.Kind.SKIPPED);
    flow.status = DataflowStatus.COMPLETED;
    clock.advance(Duration.ofMinutes(60));
    tick();
    assertThat(flow.started).hasSize(1);
  }

  @Test
  void runsOnceAfterAnOutageHoweverManyMomentsPassed() {
    hourly(Misfire.RUN_ONCE);
    clock.advance(Duration.ofHours(30).plusMinutes(20));
    tick();
    tick();
    assertThat(flow.started).hasSize(1);
    assertThat(flow.nextRunAt).contains(Instant.parse("2026-03-02T15:00:00Z"));
    assertThat(history().get(0).note()).contains("outage");
  }

  @Test
  void skipsToTheNextMomentAfterAnOutageWhereTheScheduleSaysSo() {
    hourly(Misfire.SKIP);
    clock.advance(Duration.ofHours(30).plusMinutes(20));
    tick();
    assertThat(flow.started).isEmpty();
    assertThat(kinds().get(0)).isEqualTo(ScheduleEvent.Kind.MISSED);
    assertThat(flow.nextRunAt).contains(Instant.parse("2026-03-02T15:00:00Z"));
  }

  @Test
  void aClockThatIsSetBackBringsNoMomentAgain() {
    hourly(Misfire.RUN_ONCE);
    clock.advance(Duration.ofMinutes(60));
    tick();
    clock.advance(Duration.ofMinutes(-30));
    tick();
    schedules.pause(flow.tenant, ANNA, "Census");
    schedules.resume(flow.tenant, ANNA, "Census");
    clock.advance(Duration.ofMinutes(30));
    tick();
    assertThat(flow.started).hasSize(1);
    assertThat(flow.nextRunAt).contains(Instant.parse("2026-03-01T10:00:00Z"));
  }

  @Test
  void aPausedScheduleStartsNothingAndCatchesUpNothing() {
    hourly(Misfire.RUN_ONCE);
    schedules.pause(flow.tenant, ANNA, "Census");
    clock.advance(Duration.ofHours(5));
    tick();
    assertThat(flow.nextRunAt).isEmpty();
    schedules.resume(flow.tenant, ANNA, "Census");
    tick();
    assertThat(flow.started).isEmpty();
    assertThat(flow.nextRunAt).contains(Instant.parse("2026-03-01T14:00:00Z"));
  }

  @Test
  void savingTheSameScheduleAgainMovesNothing() {
    hourly(Misfire.RUN_ONCE);
    clock.advance(Duration.ofMinutes(61));
    hourly(Misfire.RUN_ONCE);
    assertThat(flow.nextRunAt).contains(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(kinds()).containsExactly(ScheduleEvent.Kind.CHANGED);
  }

  @Test
  void pausesAfterTheSetNumberOfFailuresAndAnnouncesItAtHalf() {
    set(new ScheduleWish("UTC", List.of("0 0 * * * *"), null, 4, null));
    assertThat(fail().orElseThrow()).isEqualTo(new FailureStreak(1, 4, false));
    assertThat(fail().orElseThrow().halfWay()).isTrue();
    assertThat(fail().orElseThrow().halfWay()).isFalse();
    assertThat(flow.state).isEqualTo(ScheduleState.RUNNING);
    assertThat(fail().orElseThrow().paused()).isTrue();
    assertThat(flow.state).isEqualTo(ScheduleState.PAUSED_AFTER_FAILURES);
    assertThat(flow.nextRunAt).isEmpty();
    assertThat(history().get(0).note()).isEqualTo("4 scheduled runs failed in a row.");
    ScheduleView resumed = schedules.resume(flow.tenant, ANNA, "Census");
    assertThat(resumed.failures()).isZero();
    assertThat(resumed.nextRunAt()).isPresent();
  }

  @Test
  void aSuccessBeginsTheCountAgainAndAPersonsFailureDoesNotCount() {
    set(new ScheduleWish("UTC", List.of("0 0 * * * *"), null, 2, null));
    fail();
    assertThat(count(RunStatus.FAILED, RunTrigger.PERSON)).isEmpty();
    count(RunStatus.SUCCEEDED, RunTrigger.PERSON);
    assertThat(fail().orElseThrow()).isEqualTo(new FailureStreak(1, 2, false));
  }

  @Test
  void asksAmongThousandsByTheIndex() {
    database.execute("insert into tributary.tenant values ('many', 'Many', now())");
    database.execute(
        """
        insert into tributary.dataflow (id, tenant_id, name, display_name, description,
          connector_id, settings, refresh, created_at, updated_at, version, status,
          last_run_detail, selected_tables)
        select gen_random_uuid(), 'many', 'Flow' || n, '', '', 'fake', '{}', 'FULL', now(), now(),
          1, 'NEW', '', 1 from generate_series(1, 10000) n;
        insert into tributary.schedule (dataflow_id, tenant_id, time_zone, times, misfire,
          pause_after, state, failures, next_at, version)
        select id, tenant_id, 'UTC', '0 0 2 * * *', 'RUN_ONCE', 10, 'RUNNING', 0,
          now() + random() * interval '1 day', 1 from tributary.dataflow where tenant_id = 'many';
        analyze tributary.schedule;
        """);
    assertThat(
            String.join(
                "\n",
                database.rows(
                    "explain select tenant_id, dataflow_id from tributary.schedule"
                        + " where next_at <= now() order by next_at limit 500")))
        .contains("schedule_due");
  }

  private Optional<FailureStreak> fail() {
    return count(RunStatus.FAILED, RunTrigger.SCHEDULE);
  }

  private Optional<FailureStreak> count(RunStatus status, RunTrigger trigger) {
    return streaks.count(
        new RunOutcome(
            flow.tenant,
            flow.id,
            UUID.randomUUID(),
            1,
            RunKind.IMPORT,
            trigger,
            status,
            "",
            clock.instant(),
            clock.instant(),
            Optional.empty()));
  }

  private void hourly(Misfire misfire) {
    set(new ScheduleWish("UTC", List.of("0 0 * * * *"), misfire, null, null));
  }

  private void set(ScheduleWish wish) {
    schedules.set(flow.tenant, ANNA, "Census", Optional.of(wish));
  }

  private void tick() {
    due.start(new DueSchedule(flow.tenant, flow.id));
  }

  private List<ScheduleEvent> history() {
    return schedules.history(flow.tenant, "Census", 0, 50).items();
  }

  private List<ScheduleEvent.Kind> kinds() {
    return history().stream().map(ScheduleEvent::kind).toList();
  }
}
