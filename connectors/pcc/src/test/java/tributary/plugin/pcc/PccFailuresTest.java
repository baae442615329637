package tributary.plugin.pcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.kit.JsonBroken;
import tributary.kit.JsonFields;
import tributary.sandbox.pcc.Certificates;
import tributary.sandbox.pcc.Controls;
import tributary.sandbox.pcc.Fault;
import tributary.sandbox.pcc.PccSandbox;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorKind;
import tributary.spi.TableName;
import tributary.testkit.FullRead;
import tributary.testkit.MapConfigValues;
import tributary.testkit.TestContext;

/** Everything that can be wrong, with the words a person reads. */
class PccFailuresTest {
  private static final int PATIENTS = 8;

  @TempDir static Path folder;
  private static LocalPcc pcc;

  private final TestContext context = new TestContext();

  @BeforeAll
  static void start() throws IOException {
    pcc = LocalPcc.start(folder, 2, PATIENTS);
  }

  @AfterAll
  static void stop() throws IOException {
    pcc.close();
  }

  @AfterEach
  void calm() {
    controls().calm();
    controls().activate(true);
    controls().rotateSecret(PccSandbox.CLIENT_SECRET);
    controls().quota(10_000_000, 10_000_000, 0);
    controls().showCertificate("good");
    context.close();
  }

  private static Controls controls() {
    return pcc.sandbox().controls();
  }

  private Connector connector(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>(pcc.settings());
    settings.putAll(changed);
    PccConnectorFactory factory = new PccConnectorFactory();
    return factory.create(MapConfigValues.of(factory.descriptor().config(), settings), context);
  }

  private CheckStep failed(Map<String, String> changed) throws InterruptedException {
    try (Connector connector = connector(changed)) {
      CheckReport report = connector.check();
      assertThat(report.failure()).as("failed step of %s", report.steps()).isPresent();
      return report.failure().orElseThrow();
    }
  }

  private CheckStep failedWith(Path certificate) throws InterruptedException {
    return failed(Map.of("certificate", LocalPcc.base64(certificate)));
  }

  private FullRead read(String table) throws InterruptedException {
    try (Connector connector = connector(Map.of())) {
      return FullRead.of(connector.source().orElseThrow(), new TableName("", table));
    }
  }

  private ConnectorException refused(String table, Map<String, String> changed) {
    try (Connector connector = connector(changed)) {
      return catchThrowableOfType(
          ConnectorException.class,
          () -> FullRead.of(connector.source().orElseThrow(), new TableName("", table)));
    }
  }

  @Test
  void tellsEachStepOfAGoodConnection() throws InterruptedException {
    try (Connector connector = connector(Map.of())) {
      assertThat(connector.check().steps())
          .extracting(CheckStep::name)
          .containsExactly(
              "Find the server",
              "Secure the connection",
              "Show the certificate",
              "Sign in",
              "Find the activation",
              "List the facilities",
              "Try each resource");
    }
  }

  @Test
  void saysThatTheSecretIsWrong() throws InterruptedException {
    CheckStep step = failed(Map.of("clientSecret", "old-secret"));
    assertThat(step.name()).isEqualTo("Sign in");
    assertThat(step.fieldKey()).contains("clientSecret");
    assertThat(step.detail())
        .contains("refuses the Client Id “" + PccSandbox.CLIENT_ID + "” with this Client Secret")
        .doesNotContain("old-secret");
  }

  @Test
  void saysThatTheOrganizationIsAnother() throws InterruptedException {
    CheckStep step = failed(Map.of("organizationUuid", "00000000-0000-4000-8000-000000000000"));
    assertThat(step.name()).isEqualTo("Find the activation");
    assertThat(step.fieldKey()).contains("organizationUuid");
    assertThat(step.detail())
        .contains("00000000-0000-4000-8000-000000000000")
        .contains("has not activated the application");
  }

  @Test
  void saysThatTheApplicationIsNotActivated() throws InterruptedException {
    controls().activate(false);
    CheckStep step = failed(Map.of());
    assertThat(step.detail()).contains("ask the organization to activate the application");
    assertThat(step.code().orElseThrow().kind()).isEqualTo(ErrorKind.PERMISSION);
  }

  @Test
  void saysThatTheApplicationIsUnknown() throws InterruptedException {
    CheckStep step = failed(Map.of("applicationName", "no-such-application"));
    assertThat(step.fieldKey()).contains("applicationName");
    assertThat(step.detail()).contains("does not know the application “no-such-application”");
  }

  @Test
  void saysThatTheCertificateIsNotAccepted() throws InterruptedException {
    Certificates certificates = pcc.certificates();
    for (Path file :
        List.of(
            certificates.selfSignedClient(),
            certificates.expiredClient(),
            certificates.clientForServersOnly())) {
      CheckStep step = failedWith(file);
      assertThat(step.name()).as("step for %s: %s", file, step).isEqualTo("Show the certificate");
      assertThat(step.fieldKey()).contains("certificate");
      assertThat(step.detail()).contains("certificate").containsAnyOf("refuses", "not accept");
    }
  }

  @Test
  void saysThatTheCertificateIsNotAcceptedByAServerThatHangsUpOnIt() throws Exception {
    Path keys = pcc.certificates().client().resolveSibling("server.p12");
    try (RudeServer server = RudeServer.start(keys)) {
      CheckStep step = failed(Map.of("authorizationUrl", server.url() + "/auth/token"));
      assertThat(step.name()).isEqualTo("Show the certificate");
      assertThat(step.fieldKey()).contains("certificate");
      assertThat(step.detail()).contains("refuses this side's certificate (no reason given)");
    }
  }

  @Test
  void saysThatTheCertificatesPasswordDoesNotOpenIt() throws InterruptedException {
    CheckStep step = failed(Map.of("certificatePassword", "wrong"));
    assertThat(step.detail()).contains("cannot be opened with its password");
  }

  @Test
  void saysThatTheServersCertificateIsForAnotherHostOrExpired() throws InterruptedException {
    controls().showCertificate("other-host");
    assertThat(failed(Map.of()).detail()).contains("is for another host");
    controls().showCertificate("expired");
    assertThat(failed(Map.of()).detail()).contains("is not trusted: its time is over");
  }

  @Test
  void saysThatTheServerIsNotTrusted() throws InterruptedException {
    CheckStep step = failed(Map.of("trustedAuthorities", ""));
    assertThat(step.name()).isEqualTo("Secure the connection");
    assertThat(step.detail()).contains("no authority that this installation knows");
  }

  @Test
  void saysThatNothingAnswers() throws InterruptedException {
    assertThat(failed(Map.of("authorizationUrl", "https://localhost:1/auth/token")).detail())
        .contains("Nothing answers at “localhost:1”");
    assertThat(failed(Map.of("authorizationUrl", "https://no-such.invalid/auth/token")).detail())
        .contains("There is no server named “no-such.invalid”");
  }

  @Test
  void saysThatAnotherServerAnswers() throws InterruptedException, IOException {
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>Welcome</html>".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    try {
      String url = "http://localhost:" + other.getAddress().getPort();
      CheckStep step = failed(Map.of("authorizationUrl", url + "/auth/token"));
      assertThat(step.name()).isEqualTo("Sign in");
      assertThat(step.detail()).contains("“localhost” answers, but not as PointClickCare does");
      assertThat(failed(Map.of("apiUrl", url)).detail())
          .contains("answers, but not as PointClickCare does");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void refusesWhatIsNoAddress() {
    ConnectorException refused =
        catchThrowableOfType(
            ConnectorException.class, () -> connector(Map.of("apiUrl", "pointclickcare")));
    assertThat(refused.fieldKey()).contains("apiUrl");
    assertThat(refused).hasMessageContaining("“pointclickcare” is not an address");
  }

  @Test
  void saysWhichFacilitiesThereAre() throws InterruptedException {
    CheckStep step = failed(Map.of("facilities", "999"));
    assertThat(step.fieldKey()).contains("facilities");
    assertThat(step.detail()).contains("sees no facility “999”. It sees: ").contains("code ");
  }

  @Test
  void showsWhatIsNotGrantedWithItsReason() throws InterruptedException {
    controls().forbid("conditions", null);
    try (Connector connector = connector(Map.of())) {
      assertThat(connector.check().passed()).isTrue();
      assertThat(connector.source().orElseThrow().tables())
          .filteredOn(table -> table.unreadable().isPresent())
          .singleElement()
          .satisfies(
              table -> {
                assertThat(table.name().name()).isEqualTo("conditions");
                assertThat(table.unreadable().orElseThrow())
                    .contains("The application may not read conditions");
              });
    }
  }

  @Test
  void namesTheFacilityInWhichAResourceIsForbidden() throws InterruptedException {
    int second = facilities().get(1);
    controls().forbid("conditions", second);
    assertThat(refused("conditions", Map.of()))
        .hasMessageContaining("may not read conditions of ")
        .hasMessageContaining("(" + second + ")")
        .hasMessageContaining("leave the facility out");
    assertThat(refused("conditions", Map.of("facilities", "" + facilities().get(0)))).isNull();
  }

  private List<Integer> facilities() throws InterruptedException {
    return read("facilities").rows().stream()
        .map(row -> Integer.valueOf(String.valueOf(row.values().get(0))))
        .toList();
  }

  @Test
  void renewsATokenThatIsRefusedOnce() throws InterruptedException {
    try (Connector connector = connector(Map.of())) {
      FullRead before = FullRead.of(connector.source().orElseThrow(), new TableName("", "units"));
      long issued = controls().tokensIssued();
      controls().revokeTokens();
      assertThat(
              FullRead.of(connector.source().orElseThrow(), new TableName("", "conditions")).rows())
          .isNotEmpty();
      assertThat(controls().tokensIssued()).isEqualTo(issued + 1);
      assertThat(before.rows()).isNotEmpty();
    }
  }

  @Test
  void slowsDownWhenItIsToldTo() throws InterruptedException {
    int rows = read("contacts").rows().size();
    controls().quota(10_000_000, 10_000_000, 40);
    assertThat(read("contacts").rows()).hasSize(rows);
  }

  @Test
  void endsWhenTheDaysQuotaIsSpent() {
    controls().quota(1000, 0, 0);
    ConnectorException spent = refused("contacts", Map.of());
    assertThat(spent.code().name()).isEqualTo("QUOTA_ENDS_RUN");
    assertThat(spent).hasMessageContaining("quota of requests is spent until 20");
    ConnectorException waits = refused("contacts", Map.of("whenQuotaSpent", "wait"));
    assertThat(waits.code().kind()).isEqualTo(ErrorKind.LIMIT);
    assertThat(waits.retryAfter()).isPresent();
  }

  @Test
  void leavesAShareOfTheQuotaToOthers() {
    controls().quota(1000, 95, 0);
    assertThat(refused("contacts", Map.of("quotaToLeave", "90")))
        .hasMessageContaining("but for the 90 to leave");
  }

  @Test
  void saysThatTheServerHasAFault() {
    controls().add(Fault.status("contacts", 500, 1, 0));
    ConnectorException failed = refused("contacts", Map.of());
    assertThat(failed.code().kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(failed).hasMessageContaining("has a fault of its own (status 500) with contacts");
  }

  @Test
  void noticesAnAnswerThatBreaksOff() {
    controls().add(Fault.once(Fault.Kind.CUT, "contacts", 2));
    assertThat(refused("contacts", Map.of()).code().kind()).isEqualTo(ErrorKind.TRANSIENT);
    controls().add(Fault.once(Fault.Kind.TRUNCATE, "contacts", 2));
    assertThat(refused("contacts", Map.of()))
        .hasMessageContaining("answer for contacts of ")
        .hasMessageContaining("broke off");
  }

  @Test
  void noticesAPageForPeople() {
    controls().add(Fault.once(Fault.Kind.HTML, "contacts", 2));
    ConnectorException failed = refused("contacts", Map.of());
    assertThat(failed.code().name()).isEqualTo("ANSWER_BROKEN");
    assertThat(failed).hasMessageContaining("is not JSON of the known form");
  }

  @Test
  void tellsThatTooMuchStandsBesideTheRecords() {
    String page = "{\"data\":[],\"paging\":\"" + "n".repeat(1_100_000) + "\"}";
    JsonBroken broken =
        catchThrowableOfType(
            JsonBroken.class,
            () ->
                JsonFields.of(
                    new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)),
                    "data",
                    List.of()));
    assertThat(PccClient.broken(broken, "contacts"))
        .hasMessage(
            "PointClickCare's answer for contacts has more than a million characters beside its"
                + " records. Try again later; if it stays so, its API has changed: ask for a newer"
                + " version of this connector.");
  }

  @Test
  void goesOnWithoutAPatientWhoIsDeletedMeanwhile() throws InterruptedException {
    int rows = read("contacts").rows().size();
    String gone = String.valueOf(read("contacts").rows().get(rows - 1).values().get(1));
    controls().add(Fault.delete("contacts", Integer.parseInt(gone), 1));
    assertThat(read("contacts").rows())
        .hasSizeLessThan(rows)
        .noneMatch(row -> String.valueOf(row.values().get(1)).equals(gone));
  }

  @Test
  void keepsWhatDoesNotFitItsColumn() throws InterruptedException {
    controls().add(Fault.field("patients", null, "gender", "\"OTHER_THAN_EVER\""));
    controls().add(Fault.field("patients", null, "birthDate", "\"0001-01-01\""));
    controls().add(Fault.field("patients", null, "ompId", "\"P-7\""));
    assertThat(read("patients").rows())
        .allSatisfy(
            row -> {
              assertThat(row.values().toString()).contains("OTHER_THAN_EVER").contains("P-7");
              assertThat(row.values().toString()).contains("0001-01-01");
            });
  }

  @Test
  void readsANoteOfAMegabyte() throws InterruptedException {
    controls().add(Fault.longText("conditions", null, "icd10Description", 1_000_000));
    assertThat(read("conditions").rows().get(0).values().toString()).hasSizeGreaterThan(1_000_000);
  }
}
