package tributary.web.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
  private final SteppedClock clock = new SteppedClock();

  @Test
  void letsSoManyInInASecondToEachAddress() {
    CallLimits limits = new CallLimits(100, 3, clock);
    assertThat(in(limits, "one", 5)).isEqualTo(3);
    assertThat(in(limits, "other", 5)).isEqualTo(3);

    clock.now = clock.now.plus(Duration.ofMillis(400));
    assertThat(in(limits, "one", 5)).isEqualTo(1);
    clock.now = clock.now.plus(Duration.ofHours(1));
    assertThat(in(limits, "one", 5)).isEqualTo(3);
  }

  @Test
  void letsSoManyInAtATimeWhateverTheirAddress() {
    CallLimits limits = new CallLimits(2, 100, clock);
    assertThat(limits.in("one")).isTrue();
    assertThat(limits.in("other")).isTrue();
    assertThat(limits.in("third")).isFalse();
    limits.out();
    assertThat(limits.in("third")).isTrue();
  }

  @Test
  void aClockThatIsSetBackDoesNotShutTheDoor() {
    CallLimits limits = new CallLimits(100, 1, clock);
    assertThat(in(limits, "one", 2)).isEqualTo(1);
    clock.now = clock.now.minus(Duration.ofHours(1));
    assertThat(in(limits, "one", 2)).isZero();
    clock.now = clock.now.plus(Duration.ofSeconds(1));
    assertThat(in(limits, "one", 2)).isEqualTo(1);
  }

  private static int in(CallLimits limits, String address, int calls) {
    int let = 0;
    for (int i = 0; i < calls; i++) {
      if (limits.in(address)) {
        let++;
        limits.out();
      }
    }
    return let;
  }

  private static final class SteppedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
