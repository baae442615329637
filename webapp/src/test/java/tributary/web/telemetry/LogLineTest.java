package tributary.web.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tributary.telemetry.RunFacts;
import tributary.tenant.TenantId;

class LogLineTest {
  private static final UUID RUN = UUID.fromString("0b54f3a2-6a5e-4f2d-9e51-0f6f0a1f7c11");
  private static final UUID TABLE = UUID.fromString("1b54f3a2-6a5e-4f2d-9e51-0f6f0a1f7c11");

  @AfterEach
  void workAtNothing() {
    Place.enter(Optional.empty());
  }

  @Test
  void isOneObjectOnOneLineWhateverTheMessage() throws IOException {
    LogRecord entry = entry("two\nlines, \"quotes\" and {0}");
    entry.setParameters(new Object[] {"a value\t"});

    String line = new LogLine().format(entry);

    assertThat(line).endsWith("}\n");
    assertThat(line.strip()).doesNotContain("\n");
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.path("time").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(json.path("level").asText()).isEqualTo("WARNING");
    assertThat(json.path("logger").asText()).isEqualTo("some.library");
    assertThat(json.path("message").asText()).isEqualTo("two\nlines, \"quotes\" and a value\t");
    assertThat(json.path("thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(json.has("run")).isFalse();
  }

  @Test
  void namesTheRunThatItsThreadIsAt() throws IOException {
    RunFacts run =
        new RunFacts(RUN, new TenantId("alder"), "Census", "s3", "IMPORT", "FULL", false);
    Place.enter(Optional.of(Place.ofTable(run, TABLE, Span.getInvalid())));

    JsonNode json = new ObjectMapper().readTree(new LogLine().format(entry("read")));

    assertThat(json.path("tenant").asText()).isEqualTo("alder");
    assertThat(json.path("dataflow").asText()).isEqualTo("Census");
    assertThat(json.path("run").asText()).isEqualTo(RUN.toString());
    assertThat(json.path("tableRun").asText()).isEqualTo(TABLE.toString());
    assertThat(json.has("trace")).as("none is sent").isFalse();
  }

  private static LogRecord entry(String message) {
    LogRecord entry = new LogRecord(Level.WARNING, message);
    entry.setLoggerName("some.library");
    entry.setInstant(Instant.parse("2026-01-02T03:04:05Z"));
    return entry;
  }
}
