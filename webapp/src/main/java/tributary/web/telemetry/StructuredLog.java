package tributary.web.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes the log to the standard output as JSON when {@code tributary.log.format} says so, in the
 * place of the server's own lines. Lines are made on the thread that logs, since only that one
 * knows what it works at.
 */
@ApplicationScoped
public class StructuredLog {
  private boolean json;
  private final List<Handler> replaced = new ArrayList<>();
  private Handler lines;

  /** For the container's proxy. */
  protected StructuredLog() {}

  @Inject
  StructuredLog(
      @ConfigProperty(name = "tributary.log.format", defaultValue = "text") String format) {
    json =
        switch (format) {
          case "json" -> true;
          case "text" -> false;
          default ->
              throw new IllegalStateException(
                  "tributary.log.format is “" + format + "”. Set it to text or json.");
        };
  }

  /** Begins; called once, before anything is worth logging. */
  public synchronized void begin() {
    if (!json || lines != null) {
      return;
    }
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        root.removeHandler(handler);
        replaced.add(handler);
      }
    }
    lines = new Lines(new FileOutputStream(FileDescriptor.out));
    root.addHandler(lines);
  }

  /** Gives the server its own lines back. */
  public synchronized void end() {
    if (lines == null) {
      return;
    }
    Logger root = Logger.getLogger("");
    root.removeHandler(lines);
    replaced.forEach(root::addHandler);
    replaced.clear();
    lines = null;
  }

  /** Writes each line at once; the stream outlives it. */
  private static final class Lines extends StreamHandler {
    Lines(OutputStream out) {
      super(out, new LogLine());
      setLevel(Level.ALL);
      try {
        setEncoding("UTF-8");
      } catch (java.io.UnsupportedEncodingException e) {
        reportError("UTF-8 is there on every machine", e, ErrorManager.OPEN_FAILURE);
      }
    }

    @Override
    public synchronized void publish(LogRecord entry) {
      super.publish(entry);
      flush();
    }

    @Override
    public synchronized void close() {
      flush();
    }
  }
}
