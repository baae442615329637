package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
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
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The sandbox's PointClickCare of a size of its own, in a process of its own. */
final class PccProcess implements AutoCloseable {
  private static final int NO_QUOTA = 2_000_000_000;

  private final Process process;
  private final JsonNode access;
  private final HttpClient control = HttpClient.newHttpClient();

  private PccProcess(Process process, JsonNode access) {
    this.process = process;
    this.access = access;
  }

  /**
   * Starts it with no daily quota.
   *
   * @param perSecond requests a second; 0: as many as come
   */
  static PccProcess start(Bench bench, int facilities, int patients, int perSecond) {
    Path work = bench.options().work();
    Path data = work.resolve("pcc-" + facilities + "-" + patients);
    try {
      Files.createDirectories(data);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-cp",
                  bench
                      .options()
                      .root()
                      .resolve("launcher/target/app/tributary-sandbox.jar")
                      .toString(),
                  "tributary.sandbox.pcc.PccServer",
                  "--dir",
                  data.toString(),
                  "--facilities",
                  Integer.toString(facilities),
                  "--patients",
                  Integer.toString(patients),
                  "--daily-quota",
                  Integer.toString(NO_QUOTA),
                  "--per-second",
                  Integer.toString(perSecond))
              .redirectError(work.resolve("pcc-server.log").toFile())
              .start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String line = output.readLine();
      if (line == null) {
        throw new Failure(
            "The PointClickCare server did not start:\n"
                + Files.readString(work.resolve("pcc-server.log")));
      }
      return new PccProcess(process, new ObjectMapper().readTree(line));
    } catch (IOException e) {
      throw new Failure("The PointClickCare server could not be started: " + e.getMessage(), e);
    }
  }

  String organization() {
    return access.path("organization").asText();
  }

  String apiUrl() {
    return access.path("apiUrl").asText();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Returns a dataflow over it, as the API takes it, without tables. */
  ObjectNode dataflow(String name, int requestsPerSecond) {
    ObjectNode dataflow = new ObjectMapper().createObjectNode();
    dataflow.put("name", name).put("displayName", name).put("connector", "pcc");
    dataflow.put("refresh", "FULL");
    dataflow
        .putObject("settings")
        .put("clientId", access.path("clientId").asText())
        .put("clientSecret", access.path("clientSecret").asText())
        .put("applicationName", access.path("application").asText())
        .put("organizationUuid", organization())
        .put("certificate", base64(access.path("certificate").asText()))
        .put("certificatePassword", access.path("certificatePassword").asText())
        .put("authorizationUrl", access.path("authUrl").asText())
        .put("apiUrl", apiUrl())
        .put("trustedAuthorities", base64(access.path("ca").asText()))
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
    char[] password = access.path("certificatePassword").asText().toCharArray();
    try (InputStream key = Files.newInputStream(Path.of(access.path("certificate").asText()));
        InputStream authority = Files.newInputStream(Path.of(access.path("ca").asText()))) {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(key, password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, password);
      KeyStore others = KeyStore.getInstance("PKCS12");
      others.load(null, null);
      others.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(authority));
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(others);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(context)
          .build();
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure("The sandbox's certificates cannot be used: " + e.getMessage(), e);
    }
  }

  /** Returns a token for a client of one's own. */
  String token(HttpClient client) {
    String basic = access.path("clientId").asText() + ":" + access.path("clientSecret").asText();
    return send(
            client,
            HttpRequest.newBuilder(URI.create(access.path("authUrl").asText()))
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
    return URI.create(access.path("control").asText() + "/" + name);
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
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
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
