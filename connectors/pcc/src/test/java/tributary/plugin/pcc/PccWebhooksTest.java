package tributary.plugin.pcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.spi.Change;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.EventGroup;
import tributary.spi.RowKey;
import tributary.spi.Secret;
import tributary.spi.SubscribeRequest;
import tributary.spi.Subscription;
import tributary.spi.TableName;
import tributary.spi.WebhookAnswer;
import tributary.spi.WebhookAnswer.Reason;
import tributary.spi.WebhookEvent;
import tributary.spi.WebhookLogin;
import tributary.spi.WebhookReceiver;
import tributary.spi.WebhookRequest;
import tributary.testkit.MapConfigValues;
import tributary.testkit.TestContext;

class PccWebhooksTest {
  private static final Instant CAME = Instant.parse("2026-03-01T10:00:05Z");
  private static final WebhookLogin LOGIN = new WebhookLogin("us3r", Secret.of("pa:ss"));

  @TempDir static Path folder;
  private static LocalPcc pcc;

  private final TestContext context = new TestContext();
  private Connector connector;
  private WebhookReceiver receiver;

  @BeforeAll
  static void start() throws IOException {
    pcc = LocalPcc.start(folder, 2, 8);
  }

  @AfterAll
  static void stop() throws IOException {
    pcc.close();
  }

  @BeforeEach
  void open() {
    PccConnectorFactory factory = new PccConnectorFactory();
    connector =
        factory.create(MapConfigValues.of(factory.descriptor().config(), pcc.settings()), context);
    receiver = connector.webhooks().orElseThrow();
  }

  @AfterEach
  void close() {
    pcc.sandbox().controls().approve(true);
    pcc.sandbox().controls().calm();
    connector.close();
    context.close();
  }

  private static String message(String event, String organization) {
    return """
        {"messageId":"m-1","eventType":"%s","eventDate":"2026-03-01T10:00:00.000Z",
         "messageDate":"2026-03-01T10:00:01.000Z","orgUuid":"%s","facId":11,
         "patientId":100003,"resourceId":["7","8"]}"""
        .formatted(event, organization);
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private WebhookAnswer receive(String body, String... authorization) {
    return receiver.receive(
        new WebhookRequest(
            "POST",
            authorization.length == 0 ? Map.of() : Map.of("authorization", List.of(authorization)),
            Map.of(),
            body.getBytes(StandardCharsets.UTF_8),
            CAME,
            LOGIN));
  }

  private WebhookAnswer proven(String body) {
    return receive(body, basic("us3r:pa:ss"));
  }

  private static WebhookAnswer refused(Reason reason) {
    return new WebhookAnswer.Refused(reason);
  }

  private static Change changed(String table) {
    return new Change(new TableName("", table), RowKey.of("100003"), Change.Kind.UPSERTED);
  }

  @Test
  void tellsWhichTablesOfThePatientAnEventIsAbout() {
    assertThat(proven(message("patient.transfer", pcc.sandbox().organization())))
        .isEqualTo(
            new WebhookAnswer.Accepted(
                List.of(
                    new WebhookEvent(
                        "m-1",
                        "patient.transfer",
                        Instant.parse("2026-03-01T10:00:00Z"),
                        List.of(
                            changed("patients"),
                            changed("patient_races"),
                            changed("adt_records"))))));
  }

  @Test
  void takesTheMomentItCameWhereTheMessageTellsNone() {
    String body =
        message("allergy.add", pcc.sandbox().organization())
            .replace("2026-03-01T10:00:00.000Z", "yesterday");

    assertThat(((WebhookAnswer.Accepted) proven(body)).events())
        .extracting(WebhookEvent::occurredAt)
        .containsExactly(CAME);
  }

  @Test
  void knowsEveryEventOfEveryGroup() {
    assertThat(receiver.eventGroups())
        .extracting(EventGroup::key)
        .containsExactly(
            "ADT01", "ADT02", "ADT03", "ADT04", "ADT05", "ADT06", "ADT07", "ALL01", "ALL02",
            "MED01", "MED02");
    for (String event :
        List.of(
            "patient.admit",
            "patient.cancelReturnFromLeave",
            "patient.preAdmit",
            "patient.outpatientToInpatient",
            "patient.updateContactInfo",
            "patient.updateAccountOnReturnFromLeave",
            "patient.updateHIEPrivacyConsent",
            "allergy.strikeout",
            "allergy.update",
            "medication.discontinue",
            "medication.cancelDiscontinue")) {
      assertThat(proven(message(event, pcc.sandbox().organization())))
          .as(event)
          .isInstanceOf(WebhookAnswer.Accepted.class);
    }
  }

  @Test
  void believesNobodyWhoDoesNotProveHimself() {
    String body = message("patient.admit", pcc.sandbox().organization());

    assertThat(receive(body)).isEqualTo(refused(Reason.BAD_SIGNATURE));
    for (String shown :
        List.of(
            basic("us3r:pa:sS"),
            basic("us3r:"),
            basic("other:pa:ss"),
            basic(""),
            "Basic",
            "Basic !!!",
            "Bearer us3r:pa:ss",
            "us3r:pa:ss")) {
      assertThat(receive(body, shown)).as(shown).isEqualTo(refused(Reason.BAD_SIGNATURE));
    }
    assertThat(receive(body, basic("us3r:pa:ss"), basic("us3r:pa:ss")))
        .as("shown twice")
        .isEqualTo(refused(Reason.BAD_SIGNATURE));
    assertThat(receive(body, basic("us3r:pa:ss").replace("Basic", "basic")))
        .isInstanceOf(WebhookAnswer.Accepted.class);
  }

  @Test
  void refusesAnotherOrganizationsEventsAndEventsItDoesNotKnow() {
    assertThat(proven(message("patient.admit", "00000000-0000-4000-8000-000000000000")))
        .isEqualTo(refused(Reason.UNKNOWN_TOPIC));
    assertThat(proven(message("patient.teleport", pcc.sandbox().organization())))
        .isEqualTo(refused(Reason.UNKNOWN_TOPIC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "not json",
        "{\"messageId\":\"m\"",
        "\"patient.admit\"",
        "{\"messageId\":\"m\",\"eventType\":\"patient.admit\",\"orgUuid\":\"o\"}",
        "{\"messageId\":\"m\",\"eventType\":\"patient.admit\",\"orgUuid\":\"o\",\"patientId\":\"x\"}",
        "{\"messageId\":\"m\",\"eventType\":\"patient.admit\",\"orgUuid\":\"o\",\"patientId\":1,"
            + "\"resourceId\":{}}"
      })
  void refusesWhatIsNoMessage(String body) {
    assertThat(proven(body)).isEqualTo(refused(Reason.MALFORMED));
  }

  @Test
  void refusesWhatIsFarTooLarge() {
    String huge = message("patient.admit", pcc.sandbox().organization()) + " ".repeat(64 * 1024);
    String named =
        message("patient.admit", pcc.sandbox().organization()).replace("m-1", "m".repeat(201));

    assertThat(proven(huge)).isEqualTo(refused(Reason.MALFORMED));
    assertThat(proven(named)).isEqualTo(refused(Reason.MALFORMED));
  }

  private static SubscribeRequest wish() {
    return new SubscribeRequest(
        URI.create("https://tributary.example.org/webhooks/1"),
        LOGIN,
        Set.of("ADT01", "ALL01"),
        Set.of(new TableName("", "patients")));
  }

  @Test
  void subscribesAndGivesItUpAgain() throws InterruptedException {
    Subscription made = receiver.subscribe(wish());

    assertThat(made.remoteId()).matches("\\d+");
    assertThat(made.note()).isEmpty();
    receiver.unsubscribe(made);
    receiver.unsubscribe(made);
  }

  @Test
  void saysThatPointClickCareHasToApproveIt() throws InterruptedException {
    pcc.sandbox().controls().approve(false);

    Subscription made = receiver.subscribe(wish());

    assertThat(made.note())
        .isEqualTo(
            Optional.of(
                "PointClickCare approves a subscription before it sends events. Its state there is"
                    + " PENDING."));
    receiver.unsubscribe(made);
  }

  @Test
  void saysThatTheAddressIsRefused() {
    SubscribeRequest wrong =
        new SubscribeRequest(
            URI.create("ftp://tributary.example.org/x"), LOGIN, Set.of("ADT01"), Set.of());

    assertThatThrownBy(() -> receiver.subscribe(wrong))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "PointClickCare refuses to send events to “ftp://tributary.example.org”. The address"
                + " must be one that it can reach from the internet over https; the operator sets"
                + " it (tributary.url).");
  }
}
