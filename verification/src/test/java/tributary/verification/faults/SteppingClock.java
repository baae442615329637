package tributary.verification.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;

/** A clock that is wrong by hours, and set to another wrong time every few seconds. */
final class SteppingClock extends Clock {
  private static final int STEP_SECONDS = 3;
  private static final int MOST_SECONDS = (int) Duration.ofHours(12).toSeconds();

  private final Clock right;
  private final long seed;

  SteppingClock(Clock right, long seed) {
    this.right = right;
    this.seed = seed;
  }

  @Override
  public Instant instant() {
    Instant now = right.instant();
    Random random = new Random(seed * 31 + now.getEpochSecond() / STEP_SECONDS);
    return now.plusSeconds(random.nextInt(2 * MOST_SECONDS) - MOST_SECONDS);
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteppingClock(right.withZone(zone), seed);
  }
}
