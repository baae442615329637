package tributary.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import tributary.TestPostgres;
import tributary.audit.Audit;
import tributary.landing.BatchLimits;
import tributary.landing.Landing;
import tributary.landing.store.TestLanding;
import tributary.pipeline.RetryPolicy;
import tributary.retention.Retention;
import tributary.run.internal.RunJournal;
import tributary.run.internal.WorkerSettings;
import tributary.run.store.RunQueries;
import tributary.run.store.RunStore;
import tributary.telemetry.Telemetry;

/** What runs one dataflow on a real database, put together as the container does. */
final class TestEngine {
  private static final Audit NO_AUDIT = (tenant, actor, action, subject) -> {};

  final Runs runs;
  final RunHistory history;
  final RunQueue queue;
  private final TestPostgres database;
  private final FakeDataflow flow;
  private final Landing landing;
  private final RunJournal journal;

  TestEngine(
      TestPostgres database,
      TestTransactions transactions,
      FakeDataflow flow,
      Landing landing,
      Retention retention,
      QueueRules rules,
      RunListener... listeners) {
    this.database = database;
    this.flow = flow;
    this.landing = landing;
    RunStore store = new RunStore(transactions.entityManager());
    RunQueries queries = new RunQueries(transactions.entityManager());
    queue = new FairRunQueue(database.pool(), rules);
    journal =
        transactions.transactional(
            RunJournal.class,
            new TransactionalJournal(
                store, flow, new RunListeners(List.of(listeners)), Clock.systemUTC()));
    runs =
        transactions.transactional(
            Runs.class,
            new RunUseCases(
                store,
                queries,
                flow,
                flow,
                landing,
                NO_AUDIT,
                null,
                rules,
                Clock.systemUTC(),
                retention));
    history =
        transactions.transactional(
            RunHistory.class,
            new RunHistoryQueries(
                queries, flow, TestLanding.rejects(database), landing, NO_AUDIT, retention));
  }

  /** Returns a worker, which is not started. */
  ScheduledRunEngine worker(Duration stall, Clock clock, ChangedKeys changes) {
    return new ScheduledRunEngine(
        database.pool(),
        Executors.defaultThreadFactory(),
        journal,
        flow,
        flow,
        landing,
        new WorkerConfig(
            new WorkerSettings(
                2,
                2,
                new BatchLimits(2_000, 100_000),
                new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)),
                pause -> {},
                stall)),
        queue,
        changes,
        clock,
        Telemetry.NONE,
        2,
        Duration.ofMillis(500));
  }
}
