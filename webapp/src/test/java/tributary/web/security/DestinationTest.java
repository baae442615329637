package tributary.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  @Test
  void isThePageThatWasAskedFor() {
    assertThat(Destination.within("", "/history.xhtml?dataflow=Census"))
        .isEqualTo("/history.xhtml?dataflow=Census");
    assertThat(Destination.within("/app", "/app/x.xhtml")).isEqualTo("/app/x.xhtml");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\tx",
        "/x\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/sign-in.xhtml?next=/"
      })
  void isTheFirstPageForAnythingElse(String next) {
    assertThat(Destination.within("", next)).isEqualTo("/");
  }

  @Test
  void staysWithinTheApplication() {
    assertThat(Destination.within("/app", "/other/x.xhtml")).isEqualTo("/app/");
  }
}
