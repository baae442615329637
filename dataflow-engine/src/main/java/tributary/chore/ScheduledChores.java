package tributary.chore;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import tributary.landing.DatabaseClock;
import tributary.landing.LandingPool;
import tributary.run.RunThreads;

/**
 * Does chores by db-scheduler, on a table and threads of their own: runs that take hours do not
 * delay them.
 */
@ApplicationScoped
class ScheduledChores implements ChoreEngine {
  private static final System.Logger LOG = System.getLogger(ScheduledChores.class.getName());
  private static final int THREADS = 2;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED = 4;
  private static final Duration LET_GO = Duration.ofSeconds(5);

  private DataSource pool;
  private ThreadFactory threads;
  private List<Chore> chores;

  private Scheduler scheduler;
  private ThreadPoolExecutor workers;

  protected ScheduledChores() {}

  @Inject
  ScheduledChores(
      @LandingPool DataSource pool, @RunThreads ThreadFactory threads, Instance<Chore> chores) {
    this(pool, threads, chores.stream().toList());
  }

  ScheduledChores(DataSource pool, ThreadFactory threads, List<Chore> chores) {
    this.pool = pool;
    this.threads = threads;
    this.chores = List.copyOf(chores);
  }

  @Override
  public synchronized void start() {
    if (scheduler != null) {
      return;
    }
    workers =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    List<RecurringTask<?>> tasks =
        chores.stream().<RecurringTask<?>>map(ScheduledChores::task).toList();
    scheduler =
        Scheduler.create(pool)
            .startTasks(tasks)
            .tableName("tributary.chore")
            .executorService(workers)
            .threads(THREADS)
            .pollingInterval(POLL)
            .clock(new DatabaseClock(pool, System::nanoTime)::now)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED)
            .shutdownMaxWait(LET_GO)
            .build();
    scheduler.start();
  }

  private static RecurringTask<Void> task(Chore chore) {
    return Tasks.recurring(chore.name(), FixedDelay.of(chore.every()))
        .execute((instance, context) -> work(chore));
  }

  private static void work(Chore chore) {
    try {
      chore.work();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "The chore " + chore.name() + " failed", e);
    }
  }

  @Override
  public synchronized void stop() {
    if (scheduler == null) {
      return;
    }
    workers.shutdownNow();
    scheduler.stop();
    scheduler = null;
  }
}
