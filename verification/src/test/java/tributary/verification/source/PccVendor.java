package tributary.verification.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tributary.sandbox.pcc.Certificates;
import tributary.sandbox.pcc.Controls;
import tributary.sandbox.pcc.PccSandbox;
import tributary.sandbox.pcc.PccSettings;

/**
 * PointClickCare's stand-in, as a dataflow is set for it, and as it is read without the product.
 */
public final class PccVendor implements AutoCloseable {
  public static final int FIRST_PATIENT = 100_001;
  private static final int PAGE = 200;

  private final PccSandbox sandbox;
  private final Path folder;
  private final int patients;
  private final HttpClient http;
  private final String token;

  private PccVendor(PccSandbox sandbox, Path folder, int patients)
      throws IOException, GeneralSecurityException, InterruptedException {
    this.sandbox = sandbox;
    this.folder = folder;
    this.patients = patients;
    Certificates certificates = sandbox.certificates();
    this.http =
        HttpClient.newBuilder()
            .sslContext(Certificates.tls(certificates.client(), certificates.authority()))
            .build();
    this.token = token();
  }

  public static PccVendor start(Path folder, int facilities, int patients)
      throws IOException, GeneralSecurityException, InterruptedException {
    return new PccVendor(
        PccSandbox.start(
            PccSettings.in(folder, Clock.systemUTC()).withPopulation(facilities, patients)),
        folder,
        patients);
  }

  public Controls controls() {
    return sandbox.controls();
  }

  public long calls() {
    return sandbox.calls();
  }

  public String organization() {
    return sandbox.organization();
  }

  /** Returns where it sends events, and with which user and password, of the last subscription. */
  public JsonNode subscription() throws IOException {
    JsonNode all =
        new ObjectMapper().readTree(folder.resolve("memory.json").toFile()).path("subscriptions");
    return all.path(all.size() - 1);
  }

  /** Returns a dataflow as the API takes it; the entities are called as the tables, after it. */
  public String dataflow(String name, String... tables) throws IOException {
    return dataflow(name, Map.of(), tables);
  }

  /** The same, with some other settings. */
  public String dataflow(String name, Map<String, String> others, String... tables)
      throws IOException {
    Map<String, String> settings = new HashMap<>(others);
    settings.put("clientId", PccSandbox.CLIENT_ID);
    settings.put("clientSecret", PccSandbox.CLIENT_SECRET);
    settings.put("applicationName", PccSandbox.APPLICATION);
    settings.put("organizationUuid", sandbox.organization());
    settings.put("certificate", base64(sandbox.certificates().client()));
    settings.put("certificatePassword", Certificates.PASSWORD);
    settings.put("authorizationUrl", sandbox.url() + "/auth/token");
    settings.put("apiUrl", sandbox.url() + "/api/public/preview1");
    settings.put("trustedAuthorities", base64(sandbox.certificates().authority()));
    settings.putIfAbsent("requestsPerSecond", "10000");
    List<Map<String, String>> chosen = new ArrayList<>();
    for (String table : tables) {
      chosen.add(Map.of("table", table, "entityName", name + table.replace("_", "")));
    }
    return new ObjectMapper()
        .writeValueAsString(
            Map.of(
                "name",
                name,
                "displayName",
                name,
                "connector",
                "pcc",
                "refresh",
                "FULL",
                "settings",
                settings,
                "tables",
                chosen));
  }

  private static String base64(Path file) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }

  /** Returns these fields of all patients' own records, a line each. */
  public List<String> patients(String... fields) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (int patient = FIRST_PATIENT; patient < FIRST_PATIENT + patients; patient++) {
      lines.add(line(ask("/patients/" + patient), fields));
    }
    return lines;
  }

  /**
   * Returns these fields of all records that belong to patients, a line each.
   *
   * @param address the resource; {patientId} and {facId} in it stand for each patient's own
   */
  public List<String> records(String address, String... fields)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (int patient = FIRST_PATIENT; patient < FIRST_PATIENT + patients; patient++) {
      String facility =
          address.contains("{facId}") ? ask("/patients/" + patient).path("facId").asText() : "";
      String whole =
          address.replace("{facId}", facility).replace("{patientId}", Integer.toString(patient))
              + "&pageSize="
              + PAGE;
      boolean more = true;
      for (int page = 1; more; page++) {
        JsonNode answer = ask(whole + "&page=" + page);
        answer.path("data").forEach(record -> lines.add(line(record, fields)));
        more = answer.path("paging").path("hasMore").asBoolean();
      }
    }
    return lines;
  }

  private static String line(JsonNode record, String... fields) {
    List<String> values = new ArrayList<>();
    for (String field : fields) {
      values.add(record.path(field).asText(""));
    }
    return String.join(" ", values);
  }

  private JsonNode ask(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(
                URI.create(
                    sandbox.url() + "/api/public/preview1/orgs/" + sandbox.organization() + path))
            .header("Authorization", "Bearer " + token));
  }

  private String token() throws IOException, InterruptedException {
    String login = PccSandbox.CLIENT_ID + ":" + PccSandbox.CLIENT_SECRET;
    return send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/auth/token"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")))
        .path("access_token")
        .asText();
  }

  private JsonNode send(HttpRequest.Builder question) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(question.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Override
  public void close() throws IOException {
    sandbox.close();
  }
}
