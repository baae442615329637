package tributary.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tributary.TestPostgres;
import tributary.flow.RefreshKind;
import tributary.landing.Landing;
import tributary.landing.store.TestLanding;
import tributary.retention.Retention;
import tributary.run.internal.RunLimits;
import tributary.run.store.RunQueries;
import tributary.run.store.RunStore;
import tributary.tenant.Actor;

/** A worker for one dataflow on a real database, for tests of what stands on runs. */
public final class TestRuns implements AutoCloseable {
  private static final Actor ANNA = new Actor(Actor.Kind.PERSON, "anna");

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
    QueueRules rules = new QueueRules(new RunLimits(4, 2), List.of());
    landing = TestLanding.landing(database, 3);
    changeRuns =
        new QueuedChangeRuns(
            new RunStore(transactions.entityManager()),
            new RunQueries(transactions.entityManager()),
            flow,
            rules,
            Clock.systemUTC());
    TestEngine parts =
        new TestEngine(
            database, transactions, flow, landing, Retention.DEFAULT, rules, listener.apply(this));
    runs = parts.runs;
    history = parts.history;
    engine = parts.worker(Duration.ofSeconds(30), Clock.systemUTC(), changes);
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
