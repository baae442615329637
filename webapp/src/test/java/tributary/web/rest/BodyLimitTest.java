package tributary.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BodyLimitTest {
  @Test
  void letsABodyOfExactlyTheLimitThrough() throws IOException {
    assertThat(body(100, 100).readAllBytes()).hasSize(100);
  }

  @Test
  void stopsAtTheFirstByteBeyondTheLimit() {
    assertThatExceptionOfType(ApiFailure.class)
        .isThrownBy(() -> body(101, 100).readAllBytes())
        .satisfies(failure -> assertThat(failure.problem().status()).isEqualTo(413));
  }

  @Test
  void countsSingleBytesToo() throws IOException {
    BodyLimit.Counted body = body(2, 1);
    assertThat(body.read()).isZero();
    assertThatExceptionOfType(ApiFailure.class).isThrownBy(body::read);
  }

  private static BodyLimit.Counted body(int size, long limit) {
    return new BodyLimit.Counted(new ByteArrayInputStream(new byte[size]), limit);
  }
}
