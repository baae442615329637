package tributary.plugin.s3.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tributary.plugin.s3.file.ByteWindow.More;

class ByteWindowTest {
  @Test
  void givesBackTheMemoryOfALongRowBehindIt() throws Exception {
    byte[] content = ("x".repeat(200) + "the next row").getBytes(StandardCharsets.US_ASCII);
    ByteWindow window = new ByteWindow(new ByteArrayInputStream(content), 0, 64, 256);
    while (window.end < 200) {
      assertThat(window.more()).isEqualTo(More.READ);
    }
    assertThat(window.bytes.length).isGreaterThanOrEqualTo(200);

    window.start = 200;
    window.more();

    assertThat(window.bytes).hasSize(64);
    assertThat(window.offsetOf(window.start)).isEqualTo(200);
    assertThat(new String(window.bytes, window.start, window.end, StandardCharsets.US_ASCII))
        .isEqualTo("the next row");
  }
}
