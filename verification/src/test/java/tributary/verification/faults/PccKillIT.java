package tributary.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tributary.landing.Schemas;
import tributary.sandbox.pcc.Certificates;
import tributary.sandbox.pcc.Fault;
import tributary.sandbox.pcc.PccSandbox;
import tributary.sandbox.pcc.PccSettings;
import tributary.tenant.Tenants;

/** The product is killed while it asks PointClickCare for patient after patient. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PccKillIT {
  private static final String FLOW = "Killed";
  private static final int FIRST_PATIENT = 100_001;
  private static final int PATIENTS = 120;
  private static final Duration LONG = Duration.ofMinutes(4);

  /** So slow that nobody gets through before it is killed: a patient takes half a second. */
  private static final int SLOWLY = 3_000;

  private CrashingPostgres database;
  private PccSandbox pcc;
  private Nodes nodes;
  private Engine engine;
  private Client client;

  @BeforeAll
  void anInstallation() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pcc-kill");
    database = CrashingPostgres.start(folder);
    pcc =
        PccSandbox.start(
            PccSettings.in(folder.resolve("pcc"), Clock.systemUTC()).withPopulation(2, PATIENTS));
    nodes = new Nodes(0, folder, database.url(), Optional.empty(), Optional.empty());
    // the test itself is a node that takes no runs
    engine = new Engine(nodes.properties(), Clock.systemUTC());
    engine.part(Schemas.class).migrate();
    engine.part(Tenants.class).ensure(Client.TENANT, "Alder House");
    client = new Client(engine, database);
    nodes.application().begin();
    nodes.application().awaitReady();
  }

  @AfterAll
  void tidyUp() throws Exception {
    nodes.stop();
    engine.close();
    pcc.close();
    database.killAll();
  }

  /** A dataflow of the conditions of all patients, as the API takes it. */
  private String dataflow() throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("clientId", PccSandbox.CLIENT_ID);
    settings.put("clientSecret", PccSandbox.CLIENT_SECRET);
    settings.put("applicationName", PccSandbox.APPLICATION);
    settings.put("organizationUuid", pcc.organization());
    settings.put("certificate", base64(pcc.certificates().client()));
    settings.put("certificatePassword", Certificates.PASSWORD);
    settings.put("authorizationUrl", pcc.url() + "/auth/token");
    settings.put("apiUrl", pcc.url() + "/api/public/preview1");
    settings.put("trustedAuthorities", base64(pcc.certificates().authority()));
    settings.put("requestsPerSecond", "10000");
    return new ObjectMapper()
        .writeValueAsString(
            Map.of(
                "name",
                FLOW,
                "displayName",
                FLOW,
                "connector",
                "pcc",
                "refresh",
                "FULL",
                "settings",
                settings,
                "tables",
                List.of(Map.of("table", "conditions", "entityName", "KilledCondition"))));
  }

  private static String base64(Path file) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }

  @Test
  void goesOnAtThePatientItHadReachedAndLandsEachRowOnce() throws Exception {
    assertThat(nodes.application().post("/api/v1/dataflows", dataflow())).isEqualTo(201);
    pcc.controls().add(Fault.latency("conditions", SLOWLY));
    long before = pcc.calls();
    String run = client.start(FLOW);
    await(
        """
        select coalesce(sum(s.batches), 0) > 2 from tributary_landing.split s
          join tributary_landing.generation g on g.id = s.generation_id where g.run_id = '%s'
        """
            .formatted(run),
        "t");

    nodes.application().kill();
    assertThat(database.value("select status from tributary.run where id = '" + run + "'"))
        .isEqualTo("RUNNING");
    pcc.controls().calm();
    nodes.application().begin();
    nodes.application().awaitReady();

    await(
        "select status from tributary.run where ended_at is not null and id = '" + run + "'",
        "SUCCEEDED");
    // from its start it would ask for all patients again, besides for those it had asked for
    assertThat(pcc.calls() - before).as("requests").isLessThan(2L * PATIENTS);
    assertThat(
            database.value(
                "select rows_read = rows_written from tributary.table_run where run_id = '%s'"
                    .formatted(run)))
        .as("whether each row was counted once")
        .isEqualTo("t");
    assertThat(
            database.value(
                """
                select string_agg(patientid || ' ' || conditionid || ' ' || coalesce(icd10, ''), ','
                  order by patientid, conditionid) from alder.killedcondition
                """))
        .isEqualTo(conditions());
  }

  private void await(String question, String answer) throws Exception {
    long end = System.nanoTime() + LONG.toNanos();
    while (!database.value(question).equals(answer)) {
      assertThat(System.nanoTime()).as(question + " is " + answer).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** What the server has, asked for without the product. */
  private String conditions() throws Exception {
    HttpClient http = HttpClient.newBuilder().sslContext(tls()).build();
    String login = PccSandbox.CLIENT_ID + ":" + PccSandbox.CLIENT_SECRET;
    String token =
        ask(
                http,
                HttpRequest.newBuilder(URI.create(pcc.url() + "/auth/token"))
                    .header(
                        "Authorization",
                        "Basic "
                            + Base64.getEncoder()
                                .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")))
            .path("access_token")
            .asText();
    String base = pcc.url() + "/api/public/preview1/orgs/" + pcc.organization();
    SortedMap<Integer, SortedMap<Long, String>> all = new TreeMap<>();
    for (int patient = FIRST_PATIENT; patient < FIRST_PATIENT + PATIENTS; patient++) {
      SortedMap<Long, String> rows = new TreeMap<>();
      for (JsonNode row :
          ask(
                  http,
                  HttpRequest.newBuilder(
                          URI.create(base + "/conditions?pageSize=200&patientId=" + patient))
                      .header("Authorization", "Bearer " + token))
              .path("data")) {
        long id = row.path("conditionId").asLong();
        rows.put(id, patient + " " + id + " " + row.path("icd10").asText(""));
      }
      all.put(patient, rows);
    }
    return all.values().stream()
        .flatMap(rows -> rows.values().stream())
        .collect(Collectors.joining(","));
  }

  private static JsonNode ask(HttpClient http, HttpRequest.Builder question)
      throws IOException, InterruptedException {
    return new ObjectMapper().readTree(http.send(question.build(), BodyHandlers.ofString()).body());
  }

  private SSLContext tls() throws IOException, GeneralSecurityException {
    char[] password = Certificates.PASSWORD.toCharArray();
    try (InputStream key = Files.newInputStream(pcc.certificates().client());
        InputStream authority = Files.newInputStream(pcc.certificates().authority())) {
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
      return context;
    }
  }
}
