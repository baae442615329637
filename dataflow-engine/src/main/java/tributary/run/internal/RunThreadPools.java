package tributary.run.internal;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import tributary.telemetry.Telemetry;

/**
 * The threads of one run: for its tables, for readers, and as many for landers, so that nobody
 * waits for a thread that waits for him.
 */
final class RunThreadPools {
  private final ExecutorService tables;
  private final ThreadPoolExecutor readers;
  private final ExecutorService landers;

  RunThreadPools(ThreadFactory threads, WorkerSettings settings, Telemetry telemetry) {
    tables = pool(0, new SynchronousQueue<>(), threads, telemetry);
    readers = pool(settings.splits(), new LinkedBlockingQueue<>(), threads, telemetry);
    landers = pool(settings.splits(), new LinkedBlockingQueue<>(), threads, telemetry);
  }

  /**
   * @param size 0: as many as are asked for
   */
  private static ThreadPoolExecutor pool(
      int size, BlockingQueue<Runnable> waiting, ThreadFactory threads, Telemetry telemetry) {
    int most = size == 0 ? Integer.MAX_VALUE : size;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(size, most, 5, TimeUnit.SECONDS, waiting, threads) {
          @Override
          public void execute(Runnable task) {
            Executor here = telemetry.here();
            super.execute(() -> here.execute(task));
          }
        };
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  ExecutorService tables() {
    return tables;
  }

  ExecutorService readers() {
    return readers;
  }

  /** Makes up for readers that hang and may never come back. */
  synchronized void replaceReaders(int lost) {
    int size = readers.getMaximumPoolSize() + lost;
    readers.setMaximumPoolSize(size);
    readers.setCorePoolSize(size);
  }

  ExecutorService landers() {
    return landers;
  }

  /** Interrupts all work. */
  void interrupt() {
    List.of(tables, readers, landers).forEach(ExecutorService::shutdownNow);
  }

  /** Waits until no thread works any more, at most this long; returns whether that is so. */
  boolean awaitQuiet(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean quiet = true;
    for (ExecutorService pool : List.of(tables, readers, landers)) {
      quiet &= pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return quiet;
  }
}
