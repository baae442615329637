package tributary.plugin.dynamics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private static Optional<Duration> of(String header) {
    return RetryAfter.of(Optional.ofNullable(header), NOW);
  }

  @Test
  void takesSecondsAndDates() {
    assertThat(of(" 7 ")).contains(Duration.ofSeconds(7));
    assertThat(of("Sat, 31 Jan 2026 12:01:30 GMT")).contains(Duration.ofSeconds(90));
  }

  @Test
  void waitsForNoDateThatIsOver() {
    assertThat(of("Sat, 31 Jan 2026 11:59:00 GMT")).contains(Duration.ZERO);
  }

  @Test
  void takesNothingElse() {
    assertThat(of(null)).isEmpty();
    assertThat(of("soon")).isEmpty();
    assertThat(of("-1")).isEmpty();
    assertThat(of("12345678901")).isEmpty();
  }
}
