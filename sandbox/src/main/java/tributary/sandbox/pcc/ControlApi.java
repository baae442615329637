package tributary.sandbox.pcc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import tributary.sandbox.wire.Levers;

/**
 * The levers over plain HTTP on the loopback address; docs/pointclickcare-sandbox.md lists them.
 */
final class ControlApi extends Levers {
  private final Controls controls;
  private final Gateway gateway;

  ControlApi(Controls controls, Gateway gateway) {
    this.controls = controls;
    this.gateway = gateway;
  }

  @Override
  protected Object pull(String what, JsonNode body) throws JsonProcessingException {
    if (what.startsWith("DELETE /faults/")) {
      int number = Integer.parseInt(what.substring("DELETE /faults/".length()));
      return Map.of("removed", controls.remove(number));
    }
    switch (what) {
      case "GET /state" -> {
        // Said below.
      }
      case "GET /deliveries" -> {
        return controls.deliveries();
      }
      case "POST /faults" -> {
        Fault fault = as(Fault.class, body);
        if (fault.kind() == null) {
          throw new IllegalArgumentException("kind is missing");
        }
        return Map.of("fault", controls.add(fault));
      }
      case "POST /calm", "DELETE /faults" -> controls.calm();
      case "POST /advance" -> controls.advance(number(body, "days", 1));
      case "POST /happen" ->
          require(controls.happen(number(body, "patientId", 0), body.path("what").asText()));
      case "POST /delete" -> require(controls.deletePatient(number(body, "patientId", 0)));
      case "POST /storm" ->
          controls.storm(number(body, "perSecond", 10), number(body, "seconds", 10));
      case "POST /forbid" ->
          controls.forbid(
              body.path("resource").asText(),
              body.has("facId") ? (Integer) body.path("facId").asInt() : null);
      case "POST /activation" -> controls.activate(body.path("active").asBoolean());
      case "POST /secret" -> controls.rotateSecret(body.path("secret").asText());
      case "POST /tokens" -> tokens(body);
      case "POST /quota" ->
          controls.quota(
              body.path("daily").asLong(10_000_000),
              body.path("remaining").asLong(body.path("daily").asLong(10_000_000)),
              number(body, "perSecond", 0));
      case "POST /certificate" -> controls.showCertificate(body.path("show").asText());
      case "POST /webhooks" -> {
        controls.approve(body.path("approve").asBoolean(true));
        controls.webhooks(
            new Telling(
                number(body, "twice", Telling.USUAL.twice()),
                number(body, "lost", Telling.USUAL.lost()),
                number(body, "shuffleMillis", Telling.USUAL.shuffleMillis()),
                number(body, "firstPauseMillis", Telling.USUAL.firstPauseMillis()),
                number(body, "longestPauseMillis", Telling.USUAL.longestPauseMillis()),
                number(body, "attempts", Telling.USUAL.attempts())));
      }
      default -> throw new IllegalArgumentException("There is no lever " + what);
    }
    return state();
  }

  private void tokens(JsonNode body) {
    if (body.has("lifeSeconds")) {
      controls.tokensLive(Duration.ofSeconds(body.path("lifeSeconds").asLong()));
    }
    if (body.path("revoke").asBoolean()) {
      controls.revokeTokens();
    }
  }

  private static int number(JsonNode body, String name, int usual) {
    return body.path(name).asInt(usual);
  }

  private static void require(boolean done) {
    if (!done) {
      throw new IllegalArgumentException("There is no such patient, or nothing of that name");
    }
  }

  private State state() {
    return new State(
        gateway.calls(),
        gateway.refused(),
        controls.tokensIssued(),
        controls.faults(),
        controls.daysPassed(),
        controls.now(),
        controls.webhookCounts());
  }

  private record State(
      long calls,
      long refused,
      long tokens,
      int faults,
      int days,
      long now,
      Webhooks.Counts webhooks) {}
}
