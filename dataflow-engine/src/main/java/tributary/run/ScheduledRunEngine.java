package tributary.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.connection.SavedConnections;
import tributary.flow.DataflowRuns;
import tributary.landing.DatabaseClock;
import tributary.landing.Landing;
import tributary.landing.LandingPool;
import tributary.run.internal.KeptConnectors;
import tributary.run.internal.QueueBell;
import tributary.run.internal.RunJournal;
import tributary.run.internal.RunWorker;
import tributary.run.store.RunStore;
import tributary.telemetry.Telemetry;

/** Takes runs from the queue in PostgreSQL by db-scheduler. */
@ApplicationScoped
class ScheduledRunEngine implements RunEngine {
  private static final System.Logger LOG = System.getLogger(ScheduledRunEngine.class.getName());
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A worker that misses so many reports in a row is taken for dead. */
  private static final int MISSED = 4;

  /** It looks for more runs when it has fewer than half of what it can do, for as many as fit. */
  private static final double FEWER = 0.5;

  private static final double ALL = 1.0;
  private static final Duration LET_GO = Duration.ofSeconds(15);

  private DataSource pool;
  private ThreadFactory threads;
  private RunWorker worker;
  private KeptConnectors connectors;
  private RunQueue queue;
  private DatabaseClock clock;
  private int runs;
  private Duration heartbeat;

  private Scheduler scheduler;
  private QueueBell bell;
  private ThreadPoolExecutor workers;

  protected ScheduledRunEngine() {}

  @Inject
  ScheduledRunEngine(
      @LandingPool DataSource pool,
      @RunThreads ThreadFactory threads,
      RunJournal journal,
      DataflowRuns dataflows,
      SavedConnections connections,
      Landing landing,
      WorkerConfig config,
      RunQueue queue,
      ChangedKeys changes,
      Clock clock,
      Telemetry telemetry,
      @ConfigProperty(name = "tributary.worker.runs", defaultValue = "2") int runs,
      @ConfigProperty(name = "tributary.worker.heartbeat", defaultValue = "PT5S")
          Duration heartbeat) {
    this.pool = pool;
    this.threads = threads;
    this.queue = queue;
    this.clock = new DatabaseClock(pool, System::nanoTime);
    this.runs = runs;
    this.heartbeat = heartbeat;
    connectors = new KeptConnectors(connections, System::nanoTime);
    worker =
        new RunWorker(
            journal,
            dataflows,
            connectors,
            landing,
            changes,
            config.settings(),
            threads,
            clock,
            telemetry);
  }

  @Override
  public synchronized void start() {
    if (scheduler != null) {
      return;
    }
    workers =
        new ThreadPoolExecutor(
            runs, runs, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    CustomTask<Void> run =
        Tasks.custom(RunStore.TASK, Void.class)
            .onFailureReschedule(FixedDelay.of(heartbeat))
            .onDeadExecutionRevive()
            .execute((instance, context) -> work(UUID.fromString(instance.getId())));
    scheduler =
        Scheduler.create(pool, run)
            .schedulerName(new SchedulerName.Fixed(node()))
            .tableName("tributary.scheduled_tasks")
            .executorService(workers)
            .threads(runs)
            // no run is held in memory while another node could begin it
            .pollUsingLockAndFetch(FEWER, ALL)
            .enablePriority()
            .pollingInterval(POLL)
            .clock(clock::now)
            .heartbeatInterval(heartbeat)
            .missedHeartbeatsLimit(MISSED)
            .shutdownMaxWait(LET_GO)
            .build();
    scheduler.start();
    bell =
        new QueueBell(pool, threads, scheduler::triggerCheckForDueExecutions, connectors::closeOld);
    bell.start();
  }

  /** Tells nodes apart in the queue, also those of one machine. */
  private static String node() {
    return new SchedulerName.Hostname().getName() + "/" + ProcessHandle.current().pid();
  }

  private CompletionHandler<Void> work(UUID run) {
    try {
      Optional<Duration> later = worker.work(run);
      if (later.isPresent()) {
        Instant then = clock.now().plus(later.get());
        return (complete, operations) -> {
          operations.reschedule(complete, then);
          queue.giveTurns();
        };
      }
      return (complete, operations) -> {
        operations.remove();
        // another's turn; also its own, confirmed while its place in the queue was still this one
        queue.giveTurns();
      };
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.INFO, "Run {0} is left for another worker", run);
      return (complete, operations) -> operations.reschedule(complete, clock.now());
    }
  }

  @Override
  public synchronized boolean takesRuns() {
    return scheduler != null
        && scheduler.getSchedulerState().isStarted()
        && !scheduler.getSchedulerState().isShuttingDown();
  }

  @Override
  public synchronized void stop() {
    if (scheduler == null) {
      return;
    }
    bell.stop();
    // interrupts the runs, which let go; then the scheduler notes it
    workers.shutdownNow();
    scheduler.stop();
    connectors.closeAll();
    scheduler = null;
  }
}
