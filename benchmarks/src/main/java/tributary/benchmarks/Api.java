package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The product's REST API. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING", "PUBLISHING");

  /** Often enough; the time of a run is what the product itself notes of it. */
  private static final long POLL_MILLIS = 500;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final String token;

  Api(String url, String token) {
    this.url = url;
    this.token = token;
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, Object body) {
    return send(request(path).POST(BodyPublishers.ofString(body.toString())));
  }

  void delete(String path) {
    send(request(path).DELETE());
  }

  /** Runs a dataflow to its end. */
  Run run(String dataflow) {
    return run(dataflow, "FULL");
  }

  /**
   * The same.
   *
   * @param refresh FULL or INCREMENTAL
   */
  Run run(String dataflow, String refresh) {
    ObjectNode wish = JSON.createObjectNode().put("refresh", refresh);
    return await(dataflow, post("/dataflows/" + dataflow + "/runs", wish).path("id").asText());
  }

  /** Rolls a dataflow back, to the end of that. */
  Run rollBack(String dataflow) {
    JsonNode answer = post("/dataflows/" + dataflow + "/rollback", "{}");
    return await(dataflow, answer.path("id").asText());
  }

  /** Begins a full run; returns its id. */
  String begin(String dataflow) {
    ObjectNode wish = JSON.createObjectNode().put("refresh", "FULL");
    return post("/dataflows/" + dataflow + "/runs", wish).path("id").asText();
  }

  /** Returns how a run stands. */
  String status(String dataflow, String run) {
    return get("/dataflows/" + dataflow + "/runs/" + run).path("status").asText();
  }

  private Run await(String dataflow, String id) {
    try {
      while (true) {
        JsonNode run = get("/dataflows/" + dataflow + "/runs/" + id);
        String status = run.path("status").asText();
        if (!UNDER_WAY.contains(status)) {
          if (!status.equals("SUCCEEDED")) {
            throw new Failure(dataflow + ": " + run.path("description").asText());
          }
          return new Run(run);
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  /**
   * A run that succeeded.
   *
   * @param document what the API says of it
   */
  record Run(JsonNode document) {
    /** From the wish to the published end. */
    double seconds() {
      Instant queued = Instant.parse(document.path("queuedAt").asText());
      Instant ended = Instant.parse(document.path("endedAt").asText());
      return Duration.between(queued, ended).toNanos() / 1e9;
    }

    long rows() {
      return document.path("rowsWritten").asLong();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new Failure(response.request().uri() + " answers " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new Failure("The product does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }
}
