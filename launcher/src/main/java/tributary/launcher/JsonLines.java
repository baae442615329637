package tributary.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The log as JSON, one object on each line: the application writes its lines so; what the virtual
 * machine says, and the server before the application is there, becomes an object here.
 */
final class JsonLines implements UnaryOperator<String> {
  private static final String BEGINNING = "{\"time\":";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<Instant> clock;

  JsonLines(Supplier<Instant> clock) {
    this.clock = clock;
  }

  /** Returns what becomes of each line of a process with this environment. */
  static UnaryOperator<String> of(Map<String, String> environment) {
    return "json".equals(environment.get("TRIBUTARY_LOG_FORMAT"))
        ? new JsonLines(Instant::now)
        : UnaryOperator.identity();
  }

  @Override
  public String apply(String line) {
    if (entry(line).isPresent()) {
      return line;
    }
    ObjectNode object = JSON.createObjectNode();
    object.put("time", clock.get().toString());
    object.put("level", level(line));
    object.put("logger", "server");
    object.put("message", line);
    return object.toString();
  }

  private static String level(String line) {
    if (line.contains("[SEVERE]")) {
      return "SEVERE";
    }
    return line.contains("[WARNING]") ? "WARNING" : "INFO";
  }

  /** Returns the object that a line is; empty: it is something else. */
  static Optional<JsonNode> entry(String line) {
    if (!line.startsWith(BEGINNING)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(line));
    } catch (IOException e) {
      // a line that was cut off
      return Optional.empty();
    }
  }
}
