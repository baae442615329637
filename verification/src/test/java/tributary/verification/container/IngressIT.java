package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.verification.source.SourceFiles;

/** Calls to addresses of events that are turned away before any connector sees them. */
class IngressIT extends ApiTest {
  private static final String UNKNOWN = "/ingest/AbcdefghijklmnopqrstuvwxyzABCDEF";

  @Test
  void anAddressThatIsNotThereAnswersAsAWrongPasswordDoes() {
    for (String path : List.of(UNKNOWN, "/ingest/", "/ingest", UNKNOWN + "/more?x=%C3%28&y")) {
      JsonNode problem = nobody.send("POST", path, "{\"messageId\":\"1\"}").problem(401);
      assertThat(problem.path("code").asText()).isEqualTo("NOT_PROVEN");
      assertThat(problem.path("detail").asText())
          .isEqualTo(
              "The credentials or the signature of this event are missing or wrong, or there is no"
                  + " such address.");
    }
    assertThat(api.send("POST", UNKNOWN, "{}").status())
        .as("a person's token is no vendor's proof")
        .isEqualTo(401);
  }

  @Test
  void whatIsNoPostOrTooLongIsTurnedAway() {
    JsonNode problem = nobody.get(UNKNOWN).problem(405);
    assertThat(problem.path("detail").asText()).isEqualTo("Events are sent by POST.");
    problem = nobody.send("POST", UNKNOWN, "x".repeat(1_048_577)).problem(413);
    assertThat(problem.path("detail").asText()).isEqualTo("An event has at most 1,048,576 bytes.");
    assertThat(nobody.send("POST", UNKNOWN, "x".repeat(1_048_576)).status()).isEqualTo(401);
  }

  @Test
  void aConnectorWithoutEventsSaysSo() {
    SourceFiles bucket = Surroundings.bucket("noevents");
    bucket.put("a.csv", "id\n1\n");
    create(FlowDocument.named("NoEvents", bucket));
    String webhooks = path("NoEvents") + "/webhooks";

    JsonNode state = api.get(webhooks).body(200);
    assertThat(state.path("state").asText()).isEqualTo("NOT_OFFERED");
    assertThat(state.path("received").asLong()).isZero();
    assertThat(detail("POST", webhooks, Map.of("eventGroups", List.of("X")), 409))
        .isEqualTo("The connector of NoEvents knows no events.");
    assertThat(detail("DELETE", webhooks, null, 404)).isEqualTo("No events are sent for NoEvents.");
    assertThat(detail("POST", webhooks + "/pause", null, 404))
        .isEqualTo("No events are sent for NoEvents.");
    assertThat(detail("POST", webhooks + "/deliveries/7/process-again", null, 404))
        .isEqualTo("There is no event 7 of NoEvents; old ones are forgotten.");
    assertThat(detail("GET", webhooks + "/deliveries?state=LOST", null, 422))
        .isEqualTo("LOST is not a value of state. Use one of: RECEIVED, PROCESSED, FAILED.");
    assertThat(api.post(webhooks + "/process-again").body(202).path("events").asInt()).isZero();
    assertThat(otherTenant.get(webhooks).status()).isEqualTo(404);
    assertThat(nobody.get(webhooks).status()).isEqualTo(401);
  }

  private String detail(String method, String path, Object body, int status) {
    Answer answer =
        switch (method) {
          case "POST" -> body == null ? api.post(path) : api.post(path, body);
          case "DELETE" -> api.delete(path);
          default -> api.get(path);
        };
    return answer.problem(status).path("detail").asText();
  }
}
