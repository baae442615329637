package tributary.http;

import java.util.concurrent.TimeUnit;

/** Begins no more requests in a second than it is told, at even distances. Thread-safe. */
final class Pace {
  private final long distanceNanos;
  private long next;
  private boolean begun;

  Pace(int perSecond) {
    distanceNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Waits for the next turn. */
  void await() throws InterruptedException {
    if (distanceNanos > 0) {
      TimeUnit.NANOSECONDS.sleep(turn());
    }
  }

  private synchronized long turn() {
    long now = System.nanoTime();
    if (!begun || next - now < 0) {
      next = now;
      begun = true;
    }
    long wait = next - now;
    next += distanceNanos;
    return wait;
  }
}
