package tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.spi.ErrorKind;

class RetryPolicyTest {
  private final RetryPolicy policy =
      new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(3), new Random(7));

  @Test
  void pausesAtMostTwiceAsLongEachTimeUpToALimit() {
    for (int i = 0; i < 200; i++) {
      assertThat(pause(1)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
      assertThat(pause(2)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
      assertThat(pause(4)).isBetween(Duration.ZERO, Duration.ofSeconds(3));
    }
  }

  private Duration pause(int failures) {
    return policy.pause(ErrorKind.TRANSIENT, failures, Optional.empty()).orElseThrow();
  }

  @Test
  void waitsAtLeastAsLongAsTheVendorAsks() {
    assertThat(policy.pause(ErrorKind.LIMIT, 1, Optional.of(Duration.ofMinutes(2))))
        .hasValueSatisfying(pause -> assertThat(pause).isBetween(minutes(2), minutes(3)));
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void doesNotWaitForHours() {
    assertThat(policy.pause(ErrorKind.LIMIT, 1, Optional.of(Duration.ofHours(2)))).isEmpty();
  }

  @Test
  void letsARunGoOnLaterThatIsAtALimitForLong() {
    RetryPolicy holding = policy.holdingAtMost(Duration.ofMinutes(1));

    assertThat(holding.pause(ErrorKind.LIMIT, 1, Optional.of(minutes(2)))).isEmpty();
    assertThat(holding.postponement(ErrorKind.LIMIT, Optional.of(minutes(2)))).contains(minutes(2));
    assertThat(holding.postponement(ErrorKind.LIMIT, Optional.of(minutes(1)))).isEmpty();
    assertThat(holding.postponement(ErrorKind.LIMIT, Optional.empty())).isEmpty();
    assertThat(holding.postponement(ErrorKind.LIMIT, Optional.of(Duration.ofDays(3)))).isEmpty();
    assertThat(holding.postponement(ErrorKind.TRANSIENT, Optional.of(minutes(2)))).isEmpty();
  }

  @Test
  void hasEnoughAfterTheLastAttempt() {
    assertThat(policy.pause(ErrorKind.TRANSIENT, 5, Optional.empty())).isEmpty();
  }

  @Test
  void triesNothingElseAgain() {
    for (ErrorKind kind : ErrorKind.values()) {
      assertThat(policy.pause(kind, 1, Optional.empty()).isPresent())
          .isEqualTo(kind == ErrorKind.TRANSIENT || kind == ErrorKind.LIMIT);
    }
  }
}
