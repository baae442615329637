package tributary.verification.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What an operator sees of runs in health, metrics, traces and the log, and what nobody may see
 * there: names, numbers and notes of residents, wherever they stand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchingIT {
  private static final String S3 = "connector=\"s3\"";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FLOW = "WatchedCensus";

  private static final String NAME = "Quillfeather";
  private static final String NUMBER = "7731904428";
  private static final String NOTE = "allergic to shellfish";
  private static final String FILE = "Wintergreen_Agatha";
  private static final String WORDS = "Hollyhock";

  private static RunningProduct product;

  @RegisterExtension
  static final BeforeAllCallback PRODUCT = context -> product = RunningProduct.of(context);

  private final HttpClient http = HttpClient.newHttpClient();
  private Ready ready;
  private JsonNode run;
  private JsonNode rollback;

  @BeforeAll
  void runsADataflowThatGoesPartlyWrong() throws Exception {
    ready = product.ready();
    try (SandboxBucket bucket = new SandboxBucket(ready.sandbox().s3())) {
      bucket.put("watched/rooms.csv", "room,floor\nA1,1\nA2,1\n");
      bucket.put(
          "watched/" + FILE + ".csv",
          "id,name,mrn,note\n1,%s,%s,fine\n2,%s,not %s,%s\n"
              .formatted(NAME, NUMBER, NAME, NUMBER, NOTE));
      bucket.put(
          "watched/" + FILE + "_rejected.csv", "name,mrn\n%s,not %s\n".formatted(NAME, NUMBER));
      bucket.put(
          "watched/" + FILE + "_twice.csv",
          "name,mrn\n%s,%s\n%s,%s\n".formatted(NAME, NUMBER, NAME, NUMBER));
    }
    call("POST", "/api/v1/dataflows", dataflow(), 201);
    run = ended(call("POST", flow() + "/runs", Map.of(), 202).path("id").asText());
    assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("PARTLY_SUCCEEDED");
    String rejects = flow() + "/runs/" + run.path("id").asText() + "/rejects";
    assertThat(call("GET", rejects, null, 200).toString())
        .as("what is planted has come in")
        .contains(NAME, NUMBER, NOTE);
    rollback = ended(call("POST", flow() + "/rollback", null, 200).path("id").asText());
    assertThat(rollback.path("status").asText()).isEqualTo("SUCCEEDED");
  }

  private Map<String, Object> dataflow() {
    Ready.S3 s3 = ready.sandbox().s3();
    return Map.of(
        "name",
        FLOW,
        "displayName",
        "Census of " + WORDS,
        "connector",
        "s3",
        "settings",
        Map.of(
            "accessKeyId", s3.accessKey(),
            "secretAccessKey", s3.secretKey(),
            "bucket", s3.bucket(),
            "folder", "watched",
            "endpoint", s3.endpoint(),
            "region", s3.region(),
            "pathStyle", "true"),
        "tables",
        List.of(
            Map.of("table", "rooms.csv", "entityName", "WatchedRoom"),
            typed(FILE + ".csv", "WatchedResident", List.of()),
            typed(FILE + "_rejected.csv", "WatchedReject", List.of()),
            typed(FILE + "_twice.csv", "WatchedTwice", List.of("mrn"))));
  }

  private static Map<String, Object> typed(String table, String entity, List<String> key) {
    return Map.of(
        "table", table,
        "entityName", entity,
        "columnTypes", Map.of("mrn", "WHOLE"),
        "misfits", "REJECT_ROW",
        "key", key);
  }

  @Test
  void tracesArriveAsOneTreeForEachRun() {
    String id = run.path("id").asText();
    await(() -> roots(id).size() == 1);
    ReceivedSpan root = roots(id).get(0);

    assertThat(root.attributes())
        .containsEntry("tributary.tenant", ready.tenant())
        .containsEntry("tributary.dataflow", FLOW)
        .containsEntry("tributary.connector", "s3")
        .containsEntry("tributary.outcome", "PARTLY_SUCCEEDED");
    List<ReceivedSpan> tables = inside(root, "table");
    assertThat(tables).hasSize(4);
    assertThat(tables)
        .extracting(span -> span.attributes().get("tributary.table_run"))
        .doesNotHaveDuplicates()
        .doesNotContainNull();
    assertThat(inside(root, "publish")).hasSize(1);
    ReceivedSpan residents =
        tables.stream()
            .filter(span -> "1".equals(span.attributes().get("tributary.rows.rejected")))
            .filter(span -> "2".equals(span.attributes().get("tributary.rows.read")))
            .findFirst()
            .orElseThrow();
    assertThat(Stream.of("plan", "read", "finish").map(step -> inside(residents, step).size()))
        .containsExactly(1, 1, 1);
    assertThat(tables)
        .filteredOn(span -> span.statusCode() == 2)
        .extracting(ReceivedSpan::statusMessage)
        .contains("ALL_ROWS_REJECTED")
        .hasSize(2);
    String back = rollback.path("id").asText();
    await(() -> roots(back).size() == 1);
    assertThat(inside(roots(back).get(0), "rollback")).hasSize(1);
  }

  @Test
  void onlyTheProductsOwnSpansLeaveIt() {
    await(() -> !roots(run.path("id").asText()).isEmpty());

    assertThat(product.traces().spans()).extracting(ReceivedSpan::scope).containsOnly("tributary");
  }

  @Test
  void metricsCountRunsRowsAndStepsForWhoeverHasTheToken() throws Exception {
    String metrics = metrics();

    assertThat(
            line(
                metrics,
                "tributary_runs_total",
                "status=\"PARTLY_SUCCEEDED\"",
                "trigger=\"API\"",
                S3))
        .contains("kind=\"IMPORT\"")
        .contains("tenant=\"" + ready.tenant() + "\"");
    assertThat(line(metrics, "tributary_runs_total", "kind=\"ROLLBACK\"")).isNotEmpty();
    assertThat(figure(metrics, "tributary_rows_total", "result=\"read\"", S3))
        .isGreaterThanOrEqualTo(7);
    assertThat(figure(metrics, "tributary_rows_total", "result=\"rejected\"", S3))
        .isGreaterThanOrEqualTo(2);
    assertThat(figure(metrics, "tributary_source_bytes_total", S3)).isPositive();
    for (String step : List.of("plan", "read", "finish", "publish", "rollback")) {
      String name = "tributary_step_duration_seconds";
      assertThat(figure(metrics, name + "_count", step)).isPositive();
      assertThat(figure(metrics, name + "_max", step)).isBetween(0.0, 600.0);
      assertThat(
              metrics
                  .lines()
                  .filter(line -> line.startsWith(name + "_bucket{") && line.contains(step))
                  .filter(line -> line.contains("le=\"3600.0\"") && !line.endsWith(" 0.0")))
          .as("buckets in seconds")
          .isNotEmpty();
    }
    assertThat(figure(metrics, "tributary_run_duration_seconds_count", "ROLLBACK")).isPositive();
    assertThat(figure(metrics, "tributary_table_duration_seconds_count", "FAILED")).isPositive();
    assertThat(figure(metrics, "tributary_db_connections", "idle")).isNotNegative();
    for (String gauge : List.of("queued", "running", "waiting")) {
      assertThat(figure(metrics, "tributary_runs_" + gauge, "")).isNotNegative();
    }
    assertThat(figure(metrics, "tributary_oldest_queued_seconds", "")).isNotNegative();
    assertThat(metrics).contains("memory_usedHeap_bytes").doesNotContain(FLOW);
  }

  @Test
  void metricsThatNameTenantsAreForWhoeverHasTheToken() throws Exception {
    assertThat(send("GET", "/metrics", null, Optional.empty()).statusCode()).isEqualTo(401);
    HttpResponse<String> tenants = send("GET", "/metrics", null, Optional.of(ready.token()));
    assertThat(tenants.statusCode()).isEqualTo(401);
    assertThat(tenants.body())
        .isEqualToIgnoringNewLines(
            "Send the token of tributary.metrics.token in the header Authorization: Bearer.");
    assertThat(send("GET", "/metrics/application", null, Optional.empty()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void everyLineOfTheLogIsAnObjectAndThoseOfARunNameIt() throws Exception {
    await(() -> roots(run.path("id").asText()).size() == 1);
    String trace = roots(run.path("id").asText()).get(0).trace();
    List<JsonNode> entries = log();

    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.path("time").asText()).isNotEmpty();
              assertThat(entry.path("level").asText()).isNotEmpty();
              assertThat(entry.path("logger").asText()).isNotEmpty();
              assertThat(entry.has("message")).isTrue();
            });
    List<JsonNode> ofRun =
        entries.stream()
            .filter(entry -> entry.path("run").asText().equals(run.path("id").asText()))
            .toList();
    assertThat(ofRun)
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            entry -> {
              assertThat(entry.path("tenant").asText()).isEqualTo(ready.tenant());
              assertThat(entry.path("dataflow").asText()).isEqualTo(FLOW);
              assertThat(entry.path("trace").asText()).isEqualTo(trace);
              assertThat(entry.path("thread").asText()).isNotEmpty();
            });
    assertThat(entries)
        .extracting(entry -> entry.path("message").asText())
        .noneMatch(message -> message.startsWith("A metric or a trace is missing"));
    assertThat(ofRun.stream().map(entry -> entry.path("tableRun").asText()).distinct())
        .as("its tables, and the run itself")
        .hasSize(5);
  }

  @Test
  void nothingOfAResidentIsInLogMetricsTracesOrHealth() throws Exception {
    String rolledBack = rollback.path("id").asText();
    await(() -> roots(rolledBack).size() == 1);
    String log = Files.readString(product.log());
    String metrics = metrics();
    String traces = product.traces().everything();
    String health = send("GET", "/health", null, Optional.empty()).body();

    assertThat(log).contains(rolledBack);
    assertThat(traces).contains(rolledBack);
    for (String planted : List.of(NAME, NUMBER, NOTE, FILE, WORDS)) {
      assertThat(log).as("log").doesNotContain(planted);
      assertThat(metrics).as("metrics").doesNotContain(planted);
      assertThat(traces).as("traces").doesNotContain(planted);
      assertThat(health).as("health").doesNotContain(planted);
    }
  }

  @Test
  void readinessTellsOfDatabasePluginsAndWorker() throws Exception {
    HttpResponse<String> answer = send("GET", "/health/ready", null, Optional.empty());

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode checks = JSON.readTree(answer.body()).path("checks");
    assertThat(checks.findValuesAsText("name"))
        .contains("tributary", "database", "plugins", "worker");
    assertThat(checks.findValuesAsText("status")).containsOnly("UP");
    assertThat(checks.findValue("connectors").asInt()).isPositive();
    assertThat(checks.findValue("takesRuns").asBoolean()).isTrue();
    assertThat(checks.findValue("millis").asText()).matches("\\d+");
  }

  private List<ReceivedSpan> roots(String run) {
    return product.traces().spans().stream()
        .filter(span -> span.name().equals("run") && span.parent().isEmpty())
        .filter(span -> run.equals(span.attributes().get("tributary.run")))
        .toList();
  }

  private List<ReceivedSpan> inside(ReceivedSpan parent, String name) {
    return product.traces().spans().stream()
        .filter(span -> span.trace().equals(parent.trace()) && span.parent().equals(parent.id()))
        .filter(span -> span.name().equals(name))
        .toList();
  }

  private List<JsonNode> log() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String line : Files.readAllLines(product.log())) {
      entries.add(JSON.readTree(line));
    }
    return entries;
  }

  private String metrics() throws Exception {
    HttpResponse<String> answer =
        send("GET", "/metrics", null, Optional.of(RunningProduct.METRICS_TOKEN));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String line(String metrics, String name, String... labels) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Stream.of(labels).allMatch(line::contains))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("No " + name + " with " + List.of(labels) + " in " + metrics));
  }

  private static double figure(String metrics, String name, String... labels) {
    String line = line(metrics, name, labels);
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private String flow() {
    return "/api/v1/dataflows/" + FLOW;
  }

  private JsonNode ended(String id) {
    String address = flow() + "/runs/" + id;
    await(() -> !call("GET", address, null, 200).path("endedAt").asText("").isEmpty());
    return call("GET", address, null, 200);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it has a minute").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private JsonNode call(String method, String path, Object body, int status) {
    try {
      HttpResponse<String> answer = send(method, path, body, Optional.of(ready.token()));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(String method, String path, Object body, Optional<String> token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ready.url() + path))
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .header("Content-Type", "application/json");
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
