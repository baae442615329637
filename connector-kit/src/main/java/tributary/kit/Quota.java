package tributary.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a vendor still allows, as its answers tell; shared by all readers of a connection.
 * Thread-safe.
 */
public final class Quota {
  private final Clock clock;
  private final long reserve;
  private Instant holdUntil = Instant.MIN;
  private Instant spentUntil = Instant.MIN;

  /**
   * @param clock tells the time
   * @param reserve how many requests are left for others
   */
  public Quota(Clock clock, long reserve) {
    this.clock = clock;
    this.reserve = reserve;
  }

  /**
   * Takes note of what an answer tells.
   *
   * @param remaining how many requests are left
   * @param resetAt when there will be more
   */
  public synchronized void left(long remaining, Instant resetAt) {
    spentUntil = remaining <= reserve ? resetAt : Instant.MIN;
  }

  /** Asks all readers to wait, because the vendor wants them to slow down. */
  public synchronized void hold(Duration pause) {
    Instant until = clock.instant().plus(pause);
    holdUntil = until.isAfter(holdUntil) ? until : holdUntil;
  }

  /** Returns when there will be more, where there is nothing left now. */
  public synchronized Optional<Instant> spentUntil() {
    return Optional.of(spentUntil).filter(until -> until.isAfter(clock.instant()));
  }

  /** Waits while the vendor wants it. */
  public void await() throws InterruptedException {
    Duration left = untilGo();
    if (!left.isNegative() && !left.isZero()) {
      TimeUnit.NANOSECONDS.sleep(left.toNanos());
    }
  }

  private synchronized Duration untilGo() {
    return holdUntil.equals(Instant.MIN)
        ? Duration.ZERO
        : Duration.between(clock.instant(), holdUntil);
  }
}
