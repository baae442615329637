package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The product, started as a person would, on a data directory of its own. */
final class Product implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);

  private final Process process;
  private final JsonNode ready;
  private final Path data;

  private Product(Process process, JsonNode ready, Path data) {
    this.process = process;
    this.ready = ready;
    this.data = data;
  }

  static Product start(Options options, Path data) {
    Path file = options.work().resolve("ready.json");
    Path log = options.work().resolve("tributary.log");
    try {
      Files.createDirectories(options.work());
      Files.deleteIfExists(file);
      ProcessBuilder builder =
          new ProcessBuilder(
              options.root().resolve("tributary").toString(),
              "--sandbox",
              "--port",
              "0",
              "--data",
              data.toString(),
              "--ready-file",
              file.toString());
      builder.environment().put("TRIBUTARY_HEAP", options.heap());
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      return new Product(process, awaitReady(process, file, log), data);
    } catch (IOException e) {
      throw new Failure("The product could not be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  private static JsonNode awaitReady(Process process, Path file, Path log)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!Files.exists(file)) {
      if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        process.destroy();
        throw new Failure("The product did not start:\n" + Files.readString(log));
      }
    }
    return new ObjectMapper().readTree(file.toFile());
  }

  Api api() {
    return new Api(ready.path("url").asText(), ready.path("token").asText());
  }

  JsonNode signIn() {
    return ready;
  }

  Database database() {
    JsonNode db = ready.path("db");
    return new Database(
        db.path("url").asText(), db.path("user").asText(), db.path("password").asText());
  }

  Bucket bucket() {
    return new Bucket(ready.path("sandbox").path("s3"));
  }

  /** The process of the application server. */
  ProcessHandle server() {
    return process
        .toHandle()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains("payara-micro"))
        .findFirst()
        .orElseThrow(() -> new Failure("The application's process is not there"));
  }

  /** The process of the embedded PostgreSQL that all others of it descend from. */
  ProcessHandle postgres() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().command().orElse("").startsWith(data.toString()))
        .filter(p -> p.children().findAny().isPresent())
        .findFirst()
        .orElseThrow(() -> new Failure("PostgreSQL's process is not there"));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }
}
