package tributary.run.internal;

import java.time.Duration;
import java.util.function.LongSupplier;
import tributary.pipeline.RetryPolicy;
import tributary.problem.Refusal;

/**
 * Watches that a table gets on. Readers that have not begun, because others have their threads, and
 * those that wait to try again are not waited for. Thread-safe.
 */
final class StallWatch {
  private final Duration limit;
  private final LongSupplier nanos;
  private int working;
  private long lastSign;

  /**
   * @param limit how long there may be no sign of progress
   * @param nanos counts nanoseconds from anywhere, never backwards
   */
  StallWatch(Duration limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
  }

  /** A reader begins to work. */
  synchronized void begin() {
    working++;
    lastSign = nanos.getAsLong();
  }

  /** A reader works no more. */
  synchronized void end() {
    working--;
    lastSign = nanos.getAsLong();
  }

  /** A reader has got on. */
  synchronized void sign() {
    lastSign = nanos.getAsLong();
  }

  /** Returns a sleeper during whose sleep nothing is expected. */
  RetryPolicy.Sleeper around(RetryPolicy.Sleeper sleeper) {
    return pause -> {
      end();
      try {
        sleeper.sleep(pause);
      } finally {
        begin();
      }
    };
  }

  /**
   * @throws Refusal when the table does not get on
   */
  synchronized void check() {
    if (working > 0 && nanos.getAsLong() - lastSign > limit.toNanos()) {
      throw Refusal.conflict("NO_PROGRESS", RunText.stalled(limit));
    }
  }
}
