package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
  @TempDir Path temporary;

  @Test
  void movesAsideWhenFullAndDropsTheOldest() throws IOException {
    Path file = temporary.resolve("server.log");
    try (RotatingLog log = new RotatingLog(file, keeping(4, 10), Clock.systemUTC())) {
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
      try (RotatingLog log = new RotatingLog(file, keeping(100, 200), Clock.systemUTC())) {
        log.line(line);
      }
    }

    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  void movesAsideEachDayAndDropsWhatIsTooOld() throws IOException {
    Path file = temporary.resolve("server.log");
    Instant first = Instant.parse("2026-01-01T12:00:00Z");
    AtomicInteger day = new AtomicInteger();
    Clock clock = new DayClock(first, day);
    try (RotatingLog log = new RotatingLog(file, keeping(100, 200), clock)) {
      for (; day.get() < 4; day.incrementAndGet()) {
        log.line("day " + day);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      }
    }

    assertThat(file).hasContent("day 3\n");
    assertThat(temporary.resolve("server.log.1")).hasContent("day 2\n");
    assertThat(temporary.resolve("server.log.2")).hasContent("day 1\n");
    assertThat(temporary.resolve("server.log.3")).doesNotExist();
  }

  @Test
  void refusesAnAgeThatIsNone() {
    assertThatThrownBy(() -> LogRetention.from(Map.of(LogRetention.KEY, "a month")))
        .hasMessage(
            "TRIBUTARY_RETENTION_LOGS is 'a month', which is no length of time. Write days as P30D,"
                + " hours as PT12H, or forever.");
    assertThat(LogRetention.from(Map.of(LogRetention.KEY, "forever")).age()).isEmpty();
    assertThat(LogRetention.from(Map.of()).age()).contains(Duration.ofDays(30));
  }

  /** Noon of a day, so many days after the first. */
  private static final class DayClock extends Clock {
    private final Instant first;
    private final AtomicInteger day;

    DayClock(Instant first, AtomicInteger day) {
      this.first = first;
      this.day = day;
    }

    @Override
    public Instant instant() {
      return first.plus(Duration.ofDays(day.get()));
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

  private static LogRetention keeping(long fileBytes, long totalBytes) {
    return new LogRetention(fileBytes, totalBytes, Optional.of(Duration.ofHours(60)));
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
