package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sandbox's Dataverse of a size of its own, in a process of its own. */
final class DataverseProcess implements AutoCloseable {
  private static final int NO_LIMIT = 1_000_000;

  private final SandboxServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private DataverseProcess(SandboxServer server) {
    this.server = server;
  }

  /** Starts it, with limits that nobody meets. */
  static DataverseProcess start(Bench bench, int accounts, int moreTables) {
    DataverseProcess started =
        new DataverseProcess(
            SandboxServer.start(
                bench,
                "tributary.sandbox.dataverse.DataverseServer",
                List.of(
                    "--accounts",
                    Integer.toString(accounts),
                    "--more-tables",
                    Integer.toString(moreTables))));
    started.steer("limits", "{\"requests\":%d,\"seconds\":1,\"atOnce\":%d}", NO_LIMIT, NO_LIMIT);
    return started;
  }

  ProcessHandle handle() {
    return server.handle();
  }

  HttpClient client() {
    return client;
  }

  String url() {
    return server.access("url");
  }

  /** Makes a dataflow over it with these tables; none: with all. */
  void makeDataflow(Api api, String name, String refresh, List<String> tables) {
    ObjectNode dataflow = new ObjectMapper().createObjectNode();
    dataflow.put("name", name).put("displayName", name).put("connector", "dynamics");
    dataflow.put("refresh", refresh);
    dataflow
        .putObject("settings")
        .put("clientId", server.access("clientId"))
        .put("clientSecret", server.access("clientSecret"))
        .put("domainUrl", url())
        .put("authority", server.access("authority"));
    api.post("/dataflows", PccProcess.named(dataflow, tables, name));
  }

  /** Returns a token for a client of one's own. */
  String token() {
    String form =
        "grant_type=client_credentials&client_id="
            + server.access("clientId")
            + "&client_secret="
            + encoded(server.access("clientSecret"))
            + "&scope="
            + encoded(url() + "/.default");
    URI address =
        URI.create(
            server.access("authority") + "/" + server.access("tenant") + "/oauth2/v2.0/token");
    return PccProcess.send(
            client,
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build())
        .path("access_token")
        .asText();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Pulls a lever. */
  JsonNode steer(String lever, String body, Object... values) {
    return PccProcess.send(
        client,
        HttpRequest.newBuilder(URI.create(server.access("control") + "/" + lever))
            .POST(BodyPublishers.ofString(Figures.text(body, values)))
            .build());
  }

  /** Returns how many questions it was asked. */
  long asked() {
    return PccProcess.send(
            client,
            HttpRequest.newBuilder(URI.create(server.access("control") + "/state")).GET().build())
        .path("calls")
        .asLong();
  }

  @Override
  public void close() {
    server.close();
  }
}
