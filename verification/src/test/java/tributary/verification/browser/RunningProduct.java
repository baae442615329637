package tributary.verification.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The product with its sandbox, as a process of its own, started once for all browser tests. */
final class RunningProduct implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(180);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String KEY = "product";

  /** Lets one read the metrics. */
  static final String METRICS_TOKEN = "the-token-of-the-monitoring";

  private final Process process;
  private final Ready ready;
  private final Path data;
  private final TraceReceiver traces;

  private RunningProduct(Process process, Ready ready, Path data, TraceReceiver traces) {
    this.process = process;
    this.ready = ready;
    this.data = data;
    this.traces = traces;
  }

  /** Returns the product; starts it for the first who asks, and stops it after the last test. */
  static RunningProduct of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(RunningProduct.class))
        .getOrComputeIfAbsent(KEY, key -> start(), RunningProduct.class);
  }

  Ready ready() {
    return ready;
  }

  /** Returns the log of the server. */
  Path log() {
    return data.resolve("logs/server.log");
  }

  /** Returns what the server's traces are sent to. */
  TraceReceiver traces() {
    return traces;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try (traces) {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException("The product did not stop within a minute of SIGTERM");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static RunningProduct start() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "product");
      Path readyFile = folder.resolve("ready.json");
      Path log = folder.resolve("launcher.log");
      Path data = folder.resolve("data");
      TraceReceiver traces = TraceReceiver.start();
      ProcessBuilder builder =
          new ProcessBuilder(command(data, readyFile))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      watch(builder.environment(), traces);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      long end = System.nanoTime() + START.toNanos();
      while (!Files.exists(readyFile)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          process.destroy();
          throw new IllegalStateException("Did not start: " + Files.readString(log));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      return new RunningProduct(
          process, new ObjectMapper().readValue(readyFile.toFile(), Ready.class), data, traces);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As an operator does who wants to know everything. */
  private static void watch(Map<String, String> environment, TraceReceiver traces) {
    environment.put("TRIBUTARY_LOG_FORMAT", "json");
    environment.put("TRIBUTARY_METRICS_TENANTS", "true");
    environment.put("TRIBUTARY_METRICS_TOKEN", METRICS_TOKEN);
    environment.put("OTEL_SDK_DISABLED", "false");
    environment.put("OTEL_TRACES_EXPORTER", "otlp");
    environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", traces.endpoint().toString());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "200");
  }

  private static List<String> command(Path data, Path readyFile) {
    Path source = Path.of(System.getProperty("tributary.source"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        source.resolve("launcher/target/tributary.jar").toString(),
        "--sandbox",
        "--port",
        "0",
        "--data",
        data.toString(),
        "--plugins",
        source.resolve("plugins").toString(),
        "--ready-file",
        readyFile.toString());
  }
}
