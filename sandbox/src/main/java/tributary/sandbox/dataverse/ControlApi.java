package tributary.sandbox.dataverse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.LongSupplier;
import tributary.sandbox.wire.Levers;

/** The levers over plain HTTP on the loopback address; docs/dataverse-sandbox.md lists them. */
final class ControlApi extends Levers {
  private final Controls controls;
  private final LongSupplier calls;

  ControlApi(Controls controls, LongSupplier calls) {
    this.controls = controls;
    this.calls = calls;
  }

  @Override
  protected Object pull(String what, JsonNode body) throws JsonProcessingException {
    String table = body.path("table").asText();
    long first = body.path("first").asLong();
    int count = body.path("count").asInt(1);
    switch (what) {
      case "GET /state" -> {
        // Said below.
      }
      case "POST /faults" -> {
        Fault fault = as(Fault.class, body);
        if (fault.kind() == null) {
          throw new IllegalArgumentException("kind is missing");
        }
        return Map.of("fault", controls.add(fault));
      }
      case "POST /calm", "DELETE /faults" -> controls.calm();
      case "POST /change" -> controls.change(table, first, count);
      case "POST /delete" -> controls.delete(table, first, count);
      case "POST /create" -> controls.create(table, count);
      case "POST /arrivals" ->
          controls.arrived(
              table,
              new Arrivals(
                  body.path("unknown").asLong(),
                  first,
                  body.path("count").asLong(),
                  Duration.ofSeconds(body.path("seconds").asLong())));
      case "POST /forget" -> controls.forgetChanges();
      case "POST /track" -> controls.track(table, body.path("on").asBoolean());
      case "POST /forbid" -> controls.forbid(table);
      case "POST /drop-column" -> controls.dropColumn(table, body.path("column").asText());
      case "POST /add-column" ->
          controls.addColumn(table, body.path("column").asText(), body.path("kind").asText("text"));
      case "POST /sign-in" -> signIn(body);
      case "POST /certificate" -> {
        byte[] made = controls.certificate(Duration.ofDays(body.path("days").asInt(365)));
        return Map.of(
            "pkcs12",
            Base64.getEncoder().encodeToString(made),
            "password",
            Controls.CERTIFICATE_PASSWORD);
      }
      case "POST /change-column" ->
          controls.changeColumn(table, body.path("column").asText(), body.path("kind").asText());
      case "POST /drop-table" -> controls.dropTable(table);
      case "POST /limits" -> {
        controls.limit(
            body.path("requests").asInt(Protection.REQUESTS),
            Duration.ofSeconds(body.path("seconds").asLong(Protection.WINDOW.toSeconds())),
            body.path("atOnce").asInt(Protection.AT_ONCE));
        controls.limitExecution(
            Duration.ofMillis(
                body.path("executionMillis").asLong(Protection.EXECUTION.toMillis())));
      }
      default -> throw new IllegalArgumentException("There is no lever " + what);
    }
    return new State(
        calls.getAsLong(),
        controls.tokensIssued(),
        controls.faults(),
        controls.refused(),
        controls.mostAtOnce());
  }

  private void signIn(JsonNode body) {
    if (body.has("secret")) {
      controls.secret(body.path("secret").asText());
    }
    if (body.has("password")) {
      controls.password(body.path("password").asText());
    }
    if (body.has("mfa")) {
      controls.demandMfa(body.path("mfa").asBoolean());
    }
    if (body.has("consent")) {
      controls.consent(body.path("consent").asBoolean());
    }
    if (body.has("lifeSeconds")) {
      controls.tokensLive(Duration.ofSeconds(body.path("lifeSeconds").asLong()));
    }
    if (body.path("revoke").asBoolean()) {
      controls.revokeTokens();
    }
  }

  private record State(long calls, long tokens, int faults, long refused, int mostAtOnce) {}
}
