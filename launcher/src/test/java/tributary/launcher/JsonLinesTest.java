package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private final JsonLines json = new JsonLines(() -> Instant.parse("2026-01-02T03:04:05Z"));

  @Test
  void leavesAnObjectAsItIs() {
    String line = "{\"time\":\"2026-01-01T00:00:00Z\",\"level\":\"INFO\",\"message\":\"ready\"}";

    assertThat(json.apply(line)).isEqualTo(line);
  }

  @Test
  void makesAnObjectOfWhatTheVirtualMachineSays() {
    assertThat(json.apply("Terminating due to \"OutOfMemoryError\"\t\u0001"))
        .isEqualTo(
            "{\"time\":\"2026-01-02T03:04:05Z\",\"level\":\"INFO\",\"logger\":\"server\","
                + "\"message\":\"Terminating due to \\\"OutOfMemoryError\\\"\\t\\u0001\"}");
  }

  @Test
  void keepsTheLevelOfTheServersOwnLines() {
    assertThat(json.apply("[2026-01-01T00:00:00.000+0000] [] [SEVERE] [] [core] no port"))
        .contains("\"level\":\"SEVERE\"");
  }

  @Test
  void makesAnObjectOfALineThatWasCutOff() {
    assertThat(json.apply("{\"time\":\"2026-01-01T0"))
        .contains("\"message\":\"{\\\"time\\\":\\\"2026-01-01T0\"");
  }

  @Test
  void leavesTextAsItIsUnlessJsonIsWanted() {
    assertThat(JsonLines.of(Map.of()).apply("[INFO] ready")).isEqualTo("[INFO] ready");
    assertThat(JsonLines.of(Map.of("TRIBUTARY_LOG_FORMAT", "json")).apply("ready"))
        .startsWith("{\"time\":");
  }

  @Test
  void theReasonForNotStartingIsFoundInObjectsToo() {
    ServerLog log = new ServerLog();

    log.see(
        "{\"time\":\"2026-01-01T00:00:00Z\",\"level\":\"SEVERE\",\"logger\":\"web\",\"message\":"
            + "\"Tributary does not start: permission denied for database app\"}");

    assertThat(log.deploymentFailed()).isTrue();
    assertThat(log.message()).contains("permission denied for database app");
  }
}
