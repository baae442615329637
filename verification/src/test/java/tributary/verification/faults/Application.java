package tributary.verification.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tributary.verification.container.Member;

/** The whole product as a process, started as its launcher does. */
final class Application extends Node {
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private static final String METRICS_TOKEN = "the-token-of-the-battery";

  /**
   * @param traces where it sends them; empty: nowhere
   */
  Application(String name, Path folder, Map<String, String> properties, Optional<URI> traces)
      throws IOException {
    super(name, folder, watched(properties, traces));
    port = CrashingPostgres.freePort();
  }

  private static Map<String, String> watched(Map<String, String> properties, Optional<URI> traces) {
    Map<String, String> all = new TreeMap<>(properties);
    all.put("tributary.metrics.token", METRICS_TOKEN);
    traces.ifPresent(
        address -> {
          all.put("otel.sdk.disabled", "false");
          all.put("otel.traces.exporter", "otlp");
          all.put("otel.exporter.otlp.protocol", "http/protobuf");
          all.put("otel.exporter.otlp.endpoint", address.toString());
          all.put("otel.bsp.schedule.delay", "200");
        });
    return all;
  }

  /** Returns what it counts, as the line of a metric begins with these words; 0 without such. */
  double metric(String name, String label) throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + METRICS_TOKEN)
            .build();
    return http.send(question, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Sends a document to the product's API; returns the status. */
  int post(String path, String document) throws IOException, InterruptedException {
    HttpRequest wish =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Bearer " + Member.ALDER.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(document))
            .build();
    return http.send(wish, BodyHandlers.discarding()).statusCode();
  }

  /**
   * Sends an event as a vendor would; the answer comes some time.
   *
   * @param login user and password with a colon between
   */
  CompletableFuture<HttpResponse<String>> event(String address, String login, String event) {
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    HttpRequest call =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ingest/" + address))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("Authorization", "Basic " + basic)
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    return http.sendAsync(call, BodyHandlers.ofString());
  }

  @Override
  void prepare(Path folder) throws IOException {
    Path server = folder.resolve(name() + "-server");
    // an application that is there already would be started twice
    if (Files.exists(server)) {
      try (Stream<Path> all = Files.walk(server)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          clear(file);
        }
      }
    }
  }

  @Override
  List<String> program(Path folder) {
    Path app = Path.of(System.getProperty("tributary.source"), "launcher", "target", "app");
    return List.of(
        "-jar",
        app.resolve("payara-micro.jar").toString(),
        "--nohazelcast",
        "--disablephonehome",
        "--port",
        Integer.toString(port),
        "--rootdir",
        folder.resolve(name() + "-server").toString(),
        "--contextroot",
        "/",
        "--deploy",
        app.resolve("tributary.war").toString());
  }

  @Override
  boolean answers(Path folder) throws InterruptedException {
    try {
      // the server answers for the application before it has begun
      return answers("/health/ready") && answers("/api/v1/dataflows");
    } catch (IOException e) {
      // nobody listens yet
      return false;
    }
  }

  private boolean answers(String path) throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + Member.ALDER.token())
            .build();
    return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
  }
}
