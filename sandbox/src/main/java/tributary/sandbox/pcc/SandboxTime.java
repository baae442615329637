package tributary.sandbox.pcc;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** The time in the invented world: that of the wall, and the days that were let pass. */
final class SandboxTime {
  private final Clock clock;
  private final AtomicLong ahead = new AtomicLong();

  SandboxTime(Clock clock) {
    this.clock = clock;
  }

  long now() {
    return clock.instant().getEpochSecond() + ahead.get();
  }

  void advance(long seconds) {
    ahead.addAndGet(seconds);
  }

  long daysAhead() {
    return ahead.get() / Moments.DAY;
  }
}
