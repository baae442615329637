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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import tributary.sandbox.pcc.Certificates;

/** The sandbox's PointClickCare of a size of its own, in a process of its own. */
final class PccProcess implements AutoCloseable {
  private static final int NO_QUOTA = 2_000_000_000;

  private final SandboxServer server;
  private final HttpClient control = HttpClient.newHttpClient();

  private PccProcess(SandboxServer server) {
    this.server = server;
  }

  /**
   * Starts it with no daily quota.
   *
   * @param perSecond requests a second; 0: as many as come
   */
  static PccProcess start(Bench bench, int facilities, int patients, int perSecond) {
    Path data = bench.options().work().resolve("pcc-" + facilities + "-" + patients);
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new Failure(data + " cannot be made", e);
    }
    return new PccProcess(
        SandboxServer.start(
            bench,
            "tributary.sandbox.pcc.PccServer",
            List.of(
                "--dir",
                data.toString(),
                "--facilities",
                Integer.toString(facilities),
                "--patients",
                Integer.toString(patients),
                "--daily-quota",
                Integer.toString(NO_QUOTA),
                "--per-second",
                Integer.toString(perSecond))));
  }

  String organization() {
    return server.access("organization");
  }

  String apiUrl() {
    return server.access("apiUrl");
  }

  ProcessHandle handle() {
    return server.handle();
  }

  /** Returns a dataflow over it, as the API takes it, without tables. */
  ObjectNode dataflow(String name, int requestsPerSecond) {
    ObjectNode dataflow = new ObjectMapper().createObjectNode();
    dataflow.put("name", name).put("displayName", name).put("connector", "pcc");
    dataflow.put("refresh", "FULL");
    dataflow
        .putObject("settings")
        .put("clientId", server.access("clientId"))
        .put("clientSecret", server.access("clientSecret"))
        .put("applicationName", server.access("application"))
        .put("organizationUuid", organization())
        .put("certificate", base64(server.access("certificate")))
        .put("certificatePassword", server.access("certificatePassword"))
        .put("authorizationUrl", server.access("authUrl"))
        .put("apiUrl", apiUrl())
        .put("trustedAuthorities", base64(server.access("ca")))
        .put("requestsPerSecond", Integer.toString(requestsPerSecond));
    return dataflow;
  }

  private static String base64(String file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(file)));
    } catch (IOException e) {
      throw new Failure(file + " cannot be read", e);
    }
  }

  /** Returns a client with the same certificate and authority as the dataflow has. */
  HttpClient client() {
    try {
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(
              Certificates.tls(Path.of(server.access("certificate")), Path.of(server.access("ca"))))
          .build();
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure("The sandbox's certificates cannot be used: " + e.getMessage(), e);
    }
  }

  /** Returns a token for a client of one's own. */
  String token(HttpClient client) {
    String basic = server.access("clientId") + ":" + server.access("clientSecret");
    return send(
            client,
            HttpRequest.newBuilder(URI.create(server.access("authUrl")))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build())
        .path("access_token")
        .asText();
  }

  /** Returns what the levers tell. */
  JsonNode state() {
    return steer(HttpRequest.newBuilder(lever("state")).GET());
  }

  /** Pulls a lever. */
  JsonNode steer(String lever, String body) {
    return steer(HttpRequest.newBuilder(lever(lever)).POST(BodyPublishers.ofString(body)));
  }

  private URI lever(String name) {
    return URI.create(server.access("control") + "/" + name);
  }

  private JsonNode steer(HttpRequest.Builder request) {
    return send(control, request.build());
  }

  static JsonNode send(HttpClient client, HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new Failure(
            request.uri()
                + " answers "
                + answer.statusCode()
                + " "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new Failure(request.uri() + " does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /** The dataflow's tables, each as an entity of its own name. */
  static ObjectNode named(ObjectNode dataflow, List<String> tables, String prefix) {
    var list = dataflow.putArray("tables");
    for (String table : tables) {
      list.addObject().put("table", table).put("entityName", prefix + table.replace("_", ""));
    }
    return dataflow;
  }
}
