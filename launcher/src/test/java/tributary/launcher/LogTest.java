package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
  @TempDir Path temporary;

  @Test
  void movesAsideWhenFullAndDropsTheOldest() throws IOException {
    Path file = temporary.resolve("server.log");
    try (RotatingLog log = new RotatingLog(file, 4, 2)) {
      for (String line : new String[] {"one", "two", "three", "four"}) {
        log.line(line);
      }
    }

    assertThat(file).hasContent("four\n");
    assertThat(temporary.resolve("server.log.1")).hasContent("three\n");
    assertThat(temporary.resolve("server.log.2")).hasContent("two\n");
    assertThat(temporary.resolve("server.log.3")).doesNotExist();
  }

  @Test
  void continuesTheLogOfTheLastStart() throws IOException {
    Path file = temporary.resolve("server.log");
    for (String line : new String[] {"one", "two"}) {
      try (RotatingLog log = new RotatingLog(file, 100, 2)) {
        log.line(line);
      }
    }

    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  void remembersTheServerLogMessageInEitherForm() {
    ServerLog severe = new ServerLog();
    assertThat(severe.message()).isEmpty();

    severe.see("[2026-01-01T00:00:00.000+0000] [] [INFO] [] [web] [levelValue: 800] [[");
    severe.see("  all is well]]");
    assertThat(severe.message()).isEmpty();

    severe.see("[2026-01-01T00:00:00.000+0000] [] [SEVERE] [] [web] [levelValue: 1000] [[");
    severe.see("  No database]]");
    assertThat(severe.message()).contains("No database");

    severe.see(
        "[2026-01-01T00:00:00.000+0000] [] [SEVERE] [] [core] [levelValue: 1000] Exception while deploying the app [tributary]");
    assertThat(severe.message()).contains("Exception while deploying the app [tributary]");
  }

  @Test
  void tellsAServerWithoutTheApplicationFromOneWithIt() {
    String head = "[2026-01-01T00:00:00.000+0000] [] [INFO] [] [PayaraMicro] [levelValue: 800] ";
    ServerLog without = new ServerLog();
    ServerLog with = new ServerLog();

    with.see(head + "tributary was successfully deployed in 3,898 milliseconds.");
    with.see(head + "Payara Micro 6.2025.10 (build 42) ready in 9,647 (ms)");
    without.see(head + "Deployed 1 archive(s)");
    assertThat(without.deploymentFailed()).isFalse();
    without.see(head + "Payara Micro 6.2025.10 (build 42) ready in 9,647 (ms)");

    assertThat(without.deploymentFailed()).isTrue();
    assertThat(with.deploymentFailed()).isFalse();
  }

  @Test
  void takesTheApplicationsOwnReasonForNotStarting() {
    String severe = "[2026-01-01T00:00:00.000+0000] [] [SEVERE] [] [web] [levelValue: 1000] ";
    ServerLog log = new ServerLog();

    log.see(
        "[…] [] [INFO] [] [core] [levelValue: 800] tributary was successfully deployed in 9 ms");
    log.see(severe + "[[");
    log.see("  Tributary does not start: permission denied for database app");
    log.see(severe + "Startup of context  failed due to previous errors");

    assertThat(log.deploymentFailed()).isTrue();
    assertThat(log.message()).contains("permission denied for database app");
  }
}
