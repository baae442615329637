package tributary.web.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import tributary.telemetry.FailureText;

/** One JSON object on one line for each record, with what the logging thread works at. */
final class LogLine extends Formatter {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public String format(LogRecord entry) {
    StringWriter line = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", entry.getInstant().toString());
      json.writeStringField("level", entry.getLevel().getName());
      json.writeStringField("logger", String.valueOf(entry.getLoggerName()));
      json.writeStringField("message", formatMessage(entry));
      json.writeStringField("thread", Thread.currentThread().getName());
      Optional<Place> place = Place.here();
      if (place.isPresent()) {
        write(json, place.get());
      }
      if (entry.getThrown() != null) {
        json.writeStringField("exception", FailureText.of(entry.getThrown()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }

  private static void write(JsonGenerator json, Place place) throws IOException {
    json.writeStringField("tenant", place.run().tenant().value());
    json.writeStringField("dataflow", place.run().dataflow());
    json.writeStringField("run", place.run().run().toString());
    if (place.tableRun().isPresent()) {
      json.writeStringField("tableRun", place.tableRun().get().toString());
    }
    if (place.trace().isPresent()) {
      json.writeStringField("trace", place.trace().get());
    }
  }
}
