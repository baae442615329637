package tributary.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs calls into one plugin on threads of their own and waits for a limited time. Each plugin has
 * its own few threads, so that one that hangs keeps none from the others.
 */
final class TimeBox implements AutoCloseable {
  static final int THREADS = 16;

  private final Duration limit;
  private final ThreadPoolExecutor threads;
  private final Supplier<Executor> here;

  /**
   * @param here gives what carries what the caller is at to the call's thread
   */
  TimeBox(ThreadFactory factory, Duration limit, Supplier<Executor> here) {
    this.limit = limit;
    this.here = here;
    this.threads =
        new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
  }

  /** Returns how long a call may take. */
  Duration limit() {
    return limit;
  }

  /**
   * Makes the call.
   *
   * @throws ExecutionException with what the call threw
   * @throws TimeoutException when it did not end in time; it has been interrupted
   * @throws RejectedExecutionException when every thread is busy with earlier calls
   */
  <T> T call(Callable<T> call) throws InterruptedException, ExecutionException, TimeoutException {
    FutureTask<T> future = new FutureTask<>(call);
    Executor caller = here.get();
    threads.execute(() -> caller.execute(future));
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      // interrupts what still runs: after the time is over, or when the caller itself is cancelled
      future.cancel(true);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
