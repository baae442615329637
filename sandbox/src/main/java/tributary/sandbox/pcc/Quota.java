package tributary.sandbox.pcc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How much may be asked: so many calls a day, which the headers tell, and so many a second. Both
 * are refused with 429; the header for the time says when the one that was hit begins anew.
 */
final class Quota {
  private final Clock clock;
  private long daily;
  private long remaining;
  private Instant dayEnds;
  private int perSecond;
  private double credit;
  private Instant credited;

  /**
   * @param daily calls a day
   * @param perSecond calls a second; 0 for any number
   */
  Quota(Clock clock, long daily, int perSecond) {
    this.clock = clock;
    this.dayEnds = nextDay(clock.instant());
    set(daily, daily, perSecond);
  }

  /** What is left and when it begins anew, after a call was counted. */
  record Left(long limit, long remaining, Instant resets, String refusal) {}

  synchronized void set(long newDaily, long newRemaining, int newPerSecond) {
    daily = newDaily;
    remaining = newRemaining;
    perSecond = newPerSecond;
    credit = newPerSecond;
    credited = clock.instant();
  }

  /** What is told with a refusal that somebody asked for: it is over in a second. */
  synchronized Left refused() {
    return new Left(daily, remaining, clock.instant().plusSeconds(1), "Quota Violation.");
  }

  synchronized Left take() {
    Instant now = clock.instant();
    if (!now.isBefore(dayEnds)) {
      dayEnds = nextDay(now);
      remaining = daily;
    }
    if (remaining <= 0) {
      return new Left(daily, 0, dayEnds, "Quota Violation. The daily quota is spent.");
    }
    if (perSecond > 0) {
      double earned = Duration.between(credited, now).toNanos() / 1e9 * perSecond;
      credit = Math.min(perSecond, credit + earned);
      credited = now;
      if (credit < 1) {
        Instant soon = now.plusMillis((long) Math.ceil((1 - credit) * 1_000 / perSecond));
        return new Left(daily, remaining, soon, "Quota Violation. Too many requests per second.");
      }
      credit--;
    }
    remaining--;
    return new Left(daily, remaining, dayEnds, null);
  }

  private static Instant nextDay(Instant now) {
    return now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }
}
