package tributary.sandbox.dataverse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The levers over plain HTTP on the loopback address; docs/dataverse-sandbox.md lists them. */
final class ControlApi extends Handler.Abstract {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Controls controls;
  private final LongSupplier calls;

  ControlApi(Controls controls, LongSupplier calls) {
    this.controls = controls;
    this.calls = calls;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String text = Content.Source.asString(request);
    Reply reply;
    try {
      JsonNode body = MAPPER.readTree(text.isBlank() ? "{}" : text);
      String what = request.getMethod() + " " + request.getHttpURI().getDecodedPath();
      reply = Reply.json(MAPPER.writeValueAsBytes(answer(what, body)));
    } catch (JsonProcessingException | IllegalArgumentException wrong) {
      reply =
          new Reply(
              400,
              "application/json",
              MAPPER.writeValueAsBytes(Map.of("error", String.valueOf(wrong.getMessage()))),
              Map.of());
    }
    new Sender(request, response, callback).send(reply, new Faults.Trouble(List.of()));
    return true;
  }

  private Object answer(String what, JsonNode body) throws JsonProcessingException {
    String table = body.path("table").asText();
    long first = body.path("first").asLong();
    int count = body.path("count").asInt(1);
    switch (what) {
      case "GET /state" -> {
        // Said below.
      }
      case "POST /faults" -> {
        Fault fault = MAPPER.treeToValue(body, Fault.class);
        if (fault.kind() == null) {
          throw new IllegalArgumentException("kind is missing");
        }
        return Map.of("fault", controls.add(fault));
      }
      case "POST /calm", "DELETE /faults" -> controls.calm();
      case "POST /change" -> controls.change(table, first, count);
      case "POST /delete" -> controls.delete(table, first, count);
      case "POST /create" -> controls.create(table, count);
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
