package tributary.sandbox.pcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PccFaultsTest {
  private static final String ONE_PAGE = "patients?facId=21&pageSize=5";
  private static final String A_PATIENT = "conditions?patientId=100001";

  @TempDir static Path directory;

  private static PccSandbox sandbox;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    sandbox = PccSandbox.start(PccSettings.in(directory, Clock.systemUTC()));
  }

  @AfterAll
  static void stop() throws IOException {
    sandbox.close();
  }

  @BeforeEach
  void calm() throws Exception {
    sandbox.controls().calm();
    sandbox.controls().quota(10_000, 10_000, 0);
    sandbox.controls().tokensLive(Duration.ofHours(2));
    client = new Client(sandbox, sandbox.certificates().client()).signIn();
  }

  private static int status(String path) throws Exception {
    return client.of(path).statusCode();
  }

  @Test
  void answersWithErrorsInAsOftenAsAsked() throws Exception {
    sandbox.controls().add(Fault.status("patients", 503, 2, 2));

    assertThat(status(ONE_PAGE)).isEqualTo(503);
    assertThat(status(ONE_PAGE)).isEqualTo(200);
    assertThat(status("facs")).isEqualTo(200);
    assertThat(status(ONE_PAGE)).isEqualTo(503);
    assertThat(status(ONE_PAGE)).isEqualTo(200);
    assertThat(status(ONE_PAGE)).isEqualTo(200);
  }

  @Test
  void aStormOf429TellsWhenItEnds() throws Exception {
    sandbox.controls().add(Fault.status("facs", 429, 0, 3));

    HttpResponse<String> refused = client.of("facs");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("X-Quota-Remaining")).hasValue("10000");
    assertThat(refused.headers().firstValue("X-Quota-Time-To-Reset")).isPresent();
  }

  @Test
  void answersLateWhenAsked() throws Exception {
    sandbox.controls().add(Fault.latency("facs", 300));

    long began = System.nanoTime();
    assertThat(status("facs")).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void cutsTheConnectionInTheMiddleOfABody() throws Exception {
    sandbox.controls().add(Fault.once(Fault.Kind.CUT, "patients", 1));

    assertThat(status(ONE_PAGE)).isEqualTo(200);
    assertThatIOException().isThrownBy(() -> client.of(ONE_PAGE));
    assertThat(status(ONE_PAGE)).isEqualTo(200);
  }

  @Test
  void sendsHalfOfTheJsonOrNoneAtAll() throws Exception {
    sandbox.controls().add(Fault.once(Fault.Kind.TRUNCATE, "patients", 0));
    sandbox.controls().add(Fault.once(Fault.Kind.HTML, "facs", 0));

    HttpResponse<String> half = client.of(ONE_PAGE);
    assertThat(half.statusCode()).isEqualTo(200);
    assertThatIOException().isThrownBy(() -> Client.MAPPER.readTree(half.body()));
    assertThat(client.of("facs").body()).startsWith("<html>");
  }

  @Test
  void writesWrongTypesUnknownWordsAndImpossibleDates() throws Exception {
    sandbox.controls().add(Fault.field("patients", null, "birthDate", "\"0001-01-01\""));
    sandbox.controls().add(Fault.field("patients", null, "gender", "\"NONBINARY\""));
    sandbox.controls().add(Fault.field("patients", null, "deceased", "{\"value\":\"maybe\"}"));

    JsonNode patient = client.json(ONE_PAGE).at("/data/0");
    assertThat(patient.path("birthDate").asText()).isEqualTo("0001-01-01");
    assertThat(patient.path("gender").asText()).isEqualTo("NONBINARY");
    assertThat(patient.path("deceased").isObject()).isTrue();
  }

  @Test
  void writesAMegabyteIntoOnePatientsNotes() throws Exception {
    sandbox.controls().add(Fault.longText("progress-notes", 100_001, "value", 1 << 20));

    assertThat(client.of("progress-notes?patientId=100001").body().length()).isGreaterThan(1 << 20);
    assertThat(client.of("progress-notes?patientId=100002").body().length()).isLessThan(1 << 16);
  }

  @Test
  void deletesAPatientInTheMiddleOfReading() throws Exception {
    sandbox.controls().add(Fault.delete("conditions", 100_003, 1));

    assertThat(status("conditions?patientId=100003")).isEqualTo(200);
    assertThat(status("conditions?patientId=100003")).isEqualTo(404);
    assertThat(status("patients/100003")).isEqualTo(404);
  }

  @Test
  void forbidsAResourceInOneFacilityOnly() throws Exception {
    sandbox.controls().forbid("conditions", 21);

    assertThat(status(A_PATIENT)).isEqualTo(403);
    int elsewhere = client.json("patients?facId=22&pageSize=1").at("/data/0/patientId").asInt();
    assertThat(status("conditions?patientId=" + elsewhere)).isEqualTo(200);
  }

  @Test
  void refusesEverythingOfAnApplicationThatIsNotActivated() throws Exception {
    sandbox.controls().activate(false);

    assertThat(status("facs")).isEqualTo(403);
    JsonNode activations =
        Client.MAPPER.readTree(
            client.get("applications/" + PccSandbox.APPLICATION + "/activations").body());
    assertThat(activations.path("data")).isEmpty();
  }

  @Test
  void refusesASecretThatWasRotatedAndATokenThatEnded() throws Exception {
    sandbox.controls().rotateSecret("another");
    assertThat(
            client
                .token(
                    PccSandbox.CLIENT_ID, PccSandbox.CLIENT_SECRET, "grant_type=client_credentials")
                .statusCode())
        .isEqualTo(401);
    assertThat(status("facs")).isEqualTo(200);

    sandbox.controls().revokeTokens();
    assertThat(status("facs")).isEqualTo(401);

    sandbox.controls().calm();
    sandbox.controls().tokensLive(Duration.ZERO);
    client.signIn();
    assertThat(client.of("facs").body()).contains("Access token expired.");
  }

  @Test
  void tellsTheQuotaAndRefusesWhenItIsSpent() throws Exception {
    sandbox.controls().quota(1_000, 2, 0);

    HttpResponse<String> first = client.of("facs");
    assertThat(first.headers().firstValue("X-Quota-Limit")).hasValue("1000");
    assertThat(first.headers().firstValue("X-Quota-Remaining")).hasValue("1");
    assertThat(status("facs")).isEqualTo(200);
    HttpResponse<String> spent = client.of("facs");
    assertThat(spent.statusCode()).isEqualTo(429);
    assertThat(spent.body()).contains("\"code\":\"9000\"", "Quota Violation");
    long resets = Long.parseLong(spent.headers().firstValue("X-Quota-Time-To-Reset").orElseThrow());
    assertThat(resets).isGreaterThan(System.currentTimeMillis());
  }

  @Test
  void refusesMoreThanSoManyCallsASecond() throws Exception {
    sandbox.controls().quota(1_000, 1_000, 1);

    int refused = 0;
    for (int i = 0; i < 200 && refused == 0; i++) {
      refused += status("facs") == 429 ? 1 : 0;
    }
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void showsAnExpiredCertificateOrThatOfAnotherHostToNewcomers() throws Exception {
    for (String which : new String[] {"expired", "other-host"}) {
      sandbox.controls().showCertificate(which);
      Client newcomer = new Client(sandbox, sandbox.certificates().client());
      assertThatIOException()
          .isThrownBy(newcomer::signIn)
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void takesFaultsOverPlainHttpToo() throws Exception {
    assertThat(control("/faults", "{\"kind\":\"STATUS\",\"resource\":\"facs\",\"status\":500}"))
        .contains("fault");
    assertThat(status("facs")).isEqualTo(500);
    assertThat(control("/calm", "")).contains("\"faults\":0");
    assertThat(status("facs")).isEqualTo(200);
    assertThat(control("/faults", "{\"kind\":\"STATUS\",\"resorce\":\"facs\"}")).contains("error");
    assertThat(control("/nothing", "")).contains("There is no lever POST /nothing");
  }

  private static String control(String path, String body) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(sandbox.control() + path))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
