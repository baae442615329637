package tributary.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tributary.testkit.SettableClock;

class AccessTokensTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-31T12:00:00Z"));
  private final AtomicInteger issued = new AtomicInteger();

  private AccessTokens tokens(Duration life) {
    return new AccessTokens(
        () -> new AccessTokens.Token("token-" + issued.incrementAndGet(), life), clock);
  }

  @Test
  void fetchesOneAndSharesItUntilShortlyBeforeItsEnd() throws InterruptedException {
    AccessTokens tokens = tokens(Duration.ofHours(2));
    assertThat(tokens.current()).isEqualTo("token-1");
    clock.advance(Duration.ofMinutes(118));
    assertThat(tokens.current()).isEqualTo("token-1");
    clock.advance(Duration.ofMinutes(2));
    assertThat(tokens.current()).isEqualTo("token-2");
  }

  @Test
  void renewsARefusedTokenOnceForAllWhoHeldIt() throws InterruptedException {
    AccessTokens tokens = tokens(Duration.ofHours(2));
    String refused = tokens.current();
    assertThat(tokens.insteadOf(refused)).isEqualTo("token-2");
    assertThat(tokens.insteadOf(refused)).isEqualTo("token-2");
    assertThat(issued).hasValue(2);
  }

  @Test
  void usesATokenOfAMinuteForHalfOfIt() throws InterruptedException {
    AccessTokens tokens = tokens(Duration.ofSeconds(60));
    tokens.current();
    clock.advance(Duration.ofSeconds(29));
    assertThat(tokens.current()).isEqualTo("token-1");
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.current()).isEqualTo("token-2");
  }

  @Test
  void doesNotTellAToken() {
    assertThat(new AccessTokens.Token("hush", Duration.ofHours(1)).toString())
        .doesNotContain("hush");
  }
}
