package tributary.verification.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Speaks to the REST API as a script would. */
final class Api {
  static final String V1 = "/api/v1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** Speaks for nobody. */
  Api(URI server) {
    this.server = server;
  }

  /** Speaks for a tenant. */
  Api(URI server, Member member) {
    this(server);
    headers.put("Authorization", "Bearer " + member.token());
  }

  Api withHeader(String name, String value) {
    Api changed = new Api(server);
    changed.headers.putAll(headers);
    changed.headers.put(name, value);
    return changed;
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, Object body) {
    return send("POST", path, json(body));
  }

  Answer post(String path) {
    return send("POST", path, null);
  }

  Answer put(String path, Object body) {
    return send("PUT", path, json(body));
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /** Sends a body as it is. */
  Answer send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
    headers.forEach(request::setHeader);
    if (body != null && !headers.containsKey("Content-Type")) {
      request.setHeader("Content-Type", "application/json");
    }
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs the dataflow and returns the run after its end. */
  JsonNode run(String dataflow) {
    JsonNode started = post(V1 + "/dataflows/" + dataflow + "/runs").body(202);
    return await(dataflow, started.path("id").asText());
  }

  /** Waits for the end of a run and returns it. */
  JsonNode await(String dataflow, String run) {
    return Patience.until(
        () -> get(V1 + "/dataflows/" + dataflow + "/runs/" + run).body(200),
        answer ->
            answer.path("status").asText().matches("SUCCEEDED|PARTLY_SUCCEEDED|FAILED|CANCELLED"));
  }

  private static String json(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
