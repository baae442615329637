package tributary.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tributary.TestPostgres;
import tributary.audit.Audit;
import tributary.flow.RefreshKind;
import tributary.landing.BatchLimits;
import tributary.landing.Landing;
import tributary.landing.store.TestLanding;
import tributary.pipeline.RetryPolicy;
import tributary.retention.Retention;
import tributary.run.internal.RunJournal;
import tributary.run.internal.RunLimits;
import tributary.run.internal.WorkerSettings;
import tributary.run.store.RunQueries;
import tributary.run.store.RunStore;
import tributary.telemetry.Telemetry;
import tributary.tenant.Actor;

/** A worker for one dataflow on a real database, for tests of what stands on runs. */
public final class TestRuns implements AutoCloseable {
  private static final Actor ANNA = new Actor(Actor.Kind.PERSON, "anna");
  private static final Audit NO_AUDIT = (tenant, actor, action, subject) -> {};

  public final Landing landing;
  public final ChangeRuns changeRuns;
  private final FakeDataflow flow;
  private final TestTransactions transactions;
  private final Runs runs;
  private final RunHistory history;
  private final ScheduledRunEngine engine;

  /**
   * @param listener is told what became of runs, given the parts of this that it needs
   */
  public TestRuns(
      TestPostgres database,
      TestTransactions transactions,
      FakeDataflow flow,
      ChangedKeys changes,
      Function<TestRuns, RunListener> listener) {
    this.flow = flow;
    this.transactions = transactions;
    RunStore store = new RunStore(transactions.entityManager());
    RunQueries queries = new RunQueries(transactions.entityManager());
    QueueRules rules = new QueueRules(new RunLimits(4, 2), List.of());
    landing = TestLanding.landing(database, 3);
    changeRuns = new QueuedChangeRuns(store, queries, flow, rules, Clock.systemUTC());
    RunListeners listeners = new RunListeners(List.of(listener.apply(this)));
    RunJournal journal =
        transactions.transactional(
            RunJournal.class, new TransactionalJournal(store, flow, listeners, Clock.systemUTC()));
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
                Retention.DEFAULT));
    history =
        transactions.transactional(
            RunHistory.class,
            new RunHistoryQueries(
                queries,
                flow,
                TestLanding.rejects(database),
                landing,
                NO_AUDIT,
                Retention.DEFAULT));
    engine =
        new ScheduledRunEngine(
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
                    new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)),
                    pause -> {},
                    Duration.ofSeconds(30))),
            new FairRunQueue(database.pool(), rules),
            changes,
            Clock.systemUTC(),
            Telemetry.NONE,
            2,
            Duration.ofMillis(500));
    engine.start();
  }

  /** Runs the dataflow to its end. */
  public RunDetail run(RefreshKind refresh) throws InterruptedException {
    return ended(runs.start(flow.tenant(), ANNA, "flow", Optional.of(refresh), RunTrigger.PERSON));
  }

  /** Takes the last published run back. */
  public RunDetail rollBack() throws InterruptedException {
    return ended(
        runs.rollBack(flow.tenant(), ANNA, "flow", Optional.empty(), RunTrigger.PERSON).id());
  }

  /** Waits for a run's end. */
  public RunDetail ended(UUID run) throws InterruptedException {
    RunLook look =
        transactions.transactional(
            RunLook.class, (tenant, one) -> history.run(tenant, "flow", one).run().status());
    new RunWaiting(look).awaitEnd(flow.tenant(), run, Duration.ofSeconds(30));
    return history.run(flow.tenant(), "flow", run);
  }

  /** Returns the latest runs, the last first. */
  public List<RunDetail> latest() {
    return history.details(flow.tenant(), "flow", RunQuery.newest(0, 20)).items();
  }

  /** Stops the worker as a server that goes down does. */
  public void stop() {
    engine.stop();
  }

  /** Starts it again. */
  public void start() {
    engine.start();
  }

  @Override
  public void close() {
    engine.stop();
  }
}
