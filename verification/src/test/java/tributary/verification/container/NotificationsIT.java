package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.verification.source.SourceFiles;

/** Who is told what became of runs. */
class NotificationsIT extends ApiTest {
  private static final String SECRET = "a secret for webhooks";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  private record Post(String timestamp, String signature, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(body, e);
      }
    }
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          posts.add(
              new Post(
                  exchange.getRequestHeaders().getFirst("Tributary-Timestamp"),
                  exchange.getRequestHeaders().getFirst("Tributary-Signature"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stopListening() {
    receiver.stop(0);
  }

  @Test
  void tellsOfAFailureAndOfTheRecoveryAndPausesTheScheduleThatFailed() throws Exception {
    SourceFiles bucket = Surroundings.bucket("toldbucket");
    bucket.put("a.csv", "id\n1\n");
    create(
        FlowDocument.named("Told", bucket)
            .with("tables", List.of(Map.of("table", "a.csv", "entityName", "ToldRows")))
            .with(
                "schedule",
                Map.of(
                    "timeZone",
                    "UTC",
                    "times",
                    List.of(Map.of("cron", "0 0 0 1 1 *")),
                    "pauseAfter",
                    1)));
    JsonNode rule = api.put(path("Told") + "/notifications", webhook()).body(200);
    assertThat(rule.path("webhook").has("secret")).isFalse();
    bucket.remove("a.csv");

    Sql.execute(
        "update tributary.schedule set next_at = now() from tributary.dataflow d"
            + " where d.id = dataflow_id and d.name = 'Told'");

    Post failure = Patience.until(() -> posts, all -> !all.isEmpty()).get(0);
    assertThat(failure.json().path("event").asText()).isEqualTo("SCHEDULE_PAUSED");
    assertThat(failure.json().path("run").path("status").asText()).isEqualTo("FAILED");
    assertThat(failure.json().path("run").path("trigger").asText()).isEqualTo("SCHEDULE");
    assertThat(failure.signature()).isEqualTo(signature(failure));
    assertThat(api.get(path("Told") + "/schedule").body(200).path("state").asText())
        .isEqualTo("PAUSED_AFTER_FAILURES");

    bucket.put("a.csv", "id\n1\n");
    api.run("Told");

    Post recovery = Patience.until(() -> posts, all -> all.size() > 1).get(1);
    assertThat(recovery.json().path("event").asText()).isEqualTo("RUN_RECOVERED");
    assertThat(Answer.each(sent(), "state")).contains("DELIVERED");
    api.delete(path("Told") + "/notifications").body(204);
    api.get(path("Told") + "/notifications").problem(404);
  }

  @Test
  void saysWhatIsWrongWithARule() {
    JsonNode problem =
        api.put(
                Api.V1 + "/notifications",
                Map.of(
                    "mail",
                    List.of("nobody"),
                    "webhook",
                    Map.of("url", "http://169.254.169.254/latest", "secret", SECRET)))
            .problem(422);
    assertThat(Answer.each(problem.path("fields"), "code"))
        .containsExactly("NO_MAIL_SERVER", "MAIL_ADDRESS_INVALID", "ADDRESS_REFUSED");
  }

  @Test
  void testsTheSavedRule() {
    api.put(Api.V1 + "/notifications", webhook()).body(200);
    try {
      JsonNode tried = api.post(Api.V1 + "/notifications/test").body(200).path("items");
      assertThat(Answer.each(tried, "problem")).containsExactly("");
      assertThat(posts.get(0).json().path("event").asText()).isEqualTo("TEST");
    } finally {
      api.put(Api.V1 + "/notifications", Map.of()).body(200);
    }
    api.post(Api.V1 + "/notifications/test").problem(409);
  }

  private Map<String, Object> webhook() {
    return Map.of(
        "webhook",
        Map.of(
            "url",
            "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
            "secret",
            SECRET));
  }

  private JsonNode sent() {
    return api.get(Api.V1 + "/notifications/sent").body(200).path("items");
  }

  private static String signature(Post post) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signed =
        mac.doFinal((post.timestamp() + "." + post.body()).getBytes(StandardCharsets.UTF_8));
    return "v1=" + HexFormat.of().formatHex(signed);
  }
}
