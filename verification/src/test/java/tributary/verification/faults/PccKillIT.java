package tributary.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tributary.sandbox.pcc.Fault;
import tributary.sandbox.pcc.Telling;
import tributary.verification.source.PccVendor;

/** The product is killed while it reads PointClickCare, and while events storm in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PccKillIT {
  private static final int PATIENTS = 120;

  /** So slow that nobody gets through before it is killed: a patient takes half a second. */
  private static final int SLOWLY = 3_000;

  /** What is so of a run on events when the product is killed. */
  private static final List<String> MOMENTS =
      List.of(
          "r.started_at is not null",
          "exists (select from tributary.webhook_change where run_id is null)",
          """
          exists (select from tributary_landing.generation g
            join tributary_landing.split s on s.generation_id = g.id
            where g.run_id = r.id and s.done)
          """);

  private static final int PER_SECOND = 40;
  private static final int SECONDS = 4;
  private static final String GROUPS =
      "{\"eventGroups\":[\"ADT01\",\"ADT02\",\"ADT05\",\"ALL01\",\"ALL02\",\"MED01\",\"MED02\"]}";

  private static final String[] PATIENT = {
    "patientId", "patientStatus", "homePhone", "maritalStatus", "bedId"
  };
  private static final String[] CONTACT = {"patientId", "contactId", "cellPhone"};
  private static final String[] STAY = {"patientId", "adtRecordId", "actionCode", "bedId"};
  private static final String[] ALLERGY = {"patientId", "allergyIntoleranceId", "allergen"};
  private static final String[] ORDER = {"patientId", "orderId", "status", "description"};

  private static final String ALLERGIES =
      "/allergyintolerances?patientId={patientId}&facId={facId}";
  private static final String NOWHERE = "AbcdefghijklmnopqrstuvwxyzABCDEF";

  private PccInstallation product;
  private CrashingPostgres database;
  private PccVendor pcc;

  @BeforeAll
  void anInstallation() throws Exception {
    product = PccInstallation.start(PATIENTS);
    database = product.database;
    pcc = product.pcc;
  }

  @AfterAll
  void tidyUp() throws Exception {
    if (product != null) {
      product.stop();
    }
  }

  @Test
  @Order(1)
  void goesOnAtThePatientItHadReachedAndLandsEachRowOnce() throws Exception {
    product.create("Killed", "conditions");
    pcc.controls().add(Fault.latency("conditions", SLOWLY));
    long before = pcc.calls();
    String run = product.start("Killed");
    product.await(
        """
        select coalesce(sum(s.batches), 0) > 2 from tributary_landing.split s
          join tributary_landing.generation g on g.id = s.generation_id where g.run_id = '%s'
        """
            .formatted(run),
        "t");

    product.application().kill();
    assertThat(database.value("select status from tributary.run where id = '" + run + "'"))
        .isEqualTo("RUNNING");
    pcc.controls().calm();
    product.begin();

    product.awaitSuccess(run);
    // from its start it would ask for all patients again, besides for those it had asked for
    assertThat(pcc.calls() - before).as("requests").isLessThan(2L * PATIENTS);
    assertThat(
            database.value(
                "select rows_read = rows_written from tributary.table_run where run_id = '%s'"
                    .formatted(run)))
        .as("whether each row was counted once")
        .isEqualTo("t");
    assertThat(product.rows("killedconditions", "patientid", "conditionid", "icd10"))
        .containsExactlyInAnyOrderElementsOf(
            pcc.records("/conditions?patientId={patientId}", "patientId", "conditionId", "icd10"));
  }

  @Test
  @Order(2)
  void losesNoEventOfAStormInWhichItIsKilledAgainAndAgain() throws Exception {
    product.create("Storm", "patients", "contacts", "adt_records", "allergies", "medications");
    assertThat(product.application().post("/api/v1/dataflows/Storm/webhooks", GROUPS))
        .isEqualTo(200);
    product.awaitSuccess(product.start("Storm"));
    pcc.controls().webhooks(Telling.USUAL.twice(10).shuffled(500).trying(500, 200, 1_000));

    // so that no run is over before it is seen
    int slow = pcc.controls().add(Fault.latency("patients", 100));
    List<String> killed = new ArrayList<>();
    for (String moment : MOMENTS) {
      String other =
          """
          select r.id from tributary.run r where r.trigger_kind = 'WEBHOOK'
            and r.status = 'RUNNING' and r.id::text <> all ('{%s}') and %s
          """
              .formatted(String.join(",", killed), moment);
      product.await(
          other,
          () -> {
            // until the run is seen, however slow the machine is
            if (!pcc.controls().storming()) {
              pcc.controls().storm(PER_SECOND, SECONDS);
            }
            String run = database.value(other);
            return !run.isEmpty() && killed.add(run);
          });
      product.application().kill();
      product.begin();
    }
    pcc.controls().remove(slow);
    product.await("whether everybody was told", () -> pcc.controls().allTold());
    product.awaitQuiet();

    assertThat(pcc.controls().messagesGivenUp()).isZero();
    assertThat(
            database.value(
                "select state, count(*) from tributary.webhook_delivery group by 1 order by 1"))
        .isEqualTo("PROCESSED|" + pcc.controls().messagesTold());
    assertThat(
            database.value(
                "select distinct status from tributary.run where trigger_kind = 'WEBHOOK'"))
        .isEqualTo("SUCCEEDED");
    assertSame("patients", pcc.patients(PATIENT), PATIENT);
    assertSame(
        "contacts", pcc.records("/contacts?patientId={patientId}&facId={facId}", CONTACT), CONTACT);
    assertSame("adtrecords", pcc.records("/adt-records?patientId={patientId}", STAY), STAY);
    assertSame("allergies", pcc.records(ALLERGIES, ALLERGY), ALLERGY);
    assertSame(
        "medications",
        pcc.records(
            "/medications?patientId={patientId}&facId={facId}&status=active,pending,discontinued,completed",
            ORDER),
        ORDER);
  }

  @Test
  @Order(3)
  void tellsTheVendorToSendAgainWhatItCannotTakeNow() throws Exception {
    List<HttpResponse<String>> turnedAway = new ArrayList<>();
    product.await("too many at once", () -> !answered(429, turnedAway).isEmpty());
    assertThat(turnedAway.get(0).headers().firstValue("Retry-After")).contains("1");
    assertThat(turnedAway.get(0).body())
        .contains("\"Too many events at once. Send this one again soon.\"", "\"TOO_MANY\"");

    database.killAll();
    pcc.controls().webhooks(Telling.USUAL.trying(500, 200, 1_000));
    HttpResponse<String> notStored =
        product.application().event(NOWHERE, "nobody:nothing", "{}").get();
    assertThat(notStored.statusCode()).as(notStored.body()).isEqualTo(503);
    assertThat(notStored.headers().firstValue("Retry-After")).contains("5");
    assertThat(notStored.body())
        .contains("The event could not be stored. Send it again. The operator finds the reason");
    pcc.controls().happen(PccVendor.FIRST_PATIENT, "allergy.add");
    database.crash();

    product.await("whether the vendor was heard", () -> pcc.controls().allTold());
    product.awaitQuiet();
    assertSame("allergies", pcc.records(ALLERGIES, ALLERGY), ALLERGY);
  }

  @Test
  @Order(4)
  void turnsAwayWhatTheVendorDidNotSend() throws Exception {
    JsonNode subscription = pcc.subscription();
    String address = subscription.path("endUrl").asText().replaceFirst(".*/", "");
    String user = subscription.path("username").asText();
    String login = user + ":" + subscription.path("password").asText();
    String event =
        """
        {"messageId":"forged-1","eventType":"allergy.add","orgUuid":"%s","patientId":%d,
         "eventDate":"2026-01-01T00:00:00Z","resourceId":["1"]}
        """;
    String sound = event.formatted(pcc.organization(), PccVendor.FIRST_PATIENT);
    long before = received();

    assertTurnedAway(address, user + ":guessed", sound, 401, "NOT_PROVEN");
    assertTurnedAway(address, "", sound, 401, "NOT_PROVEN");
    assertTurnedAway(address, login, sound.substring(0, 60), 400, "NOT_UNDERSTOOD");
    assertTurnedAway(
        address,
        login,
        event.formatted("00000000-0000-4000-8000-000000000000", PccVendor.FIRST_PATIENT),
        400,
        "NOT_UNDERSTOOD");
    assertTurnedAway(
        address, login, sound.replace("allergy.add", "allergy.sing"), 400, "NOT_UNDERSTOOD");
    assertTurnedAway(address, login, sound + " ".repeat(70_000), 400, "NOT_UNDERSTOOD");
    assertTurnedAway(address, login, sound + " ".repeat(1_048_577), 413, "BODY_TOO_LARGE");
    assertThat(received()).isEqualTo(before);

    // one that somebody recorded and sends again is taken once
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> taken = product.application().event(address, login, sound).get();
      assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    }
    assertThat(received()).isEqualTo(before + 1);
    product.awaitQuiet();
    assertSame("allergies", pcc.records(ALLERGIES, ALLERGY), ALLERGY);
  }

  private long received() throws SQLException {
    return Long.parseLong(database.value("select count(*) from tributary.webhook_delivery"));
  }

  private void assertTurnedAway(String address, String login, String event, int status, String code)
      throws Exception {
    HttpResponse<String> answer = product.application().event(address, login, event).get();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"" + code + "\"");
  }

  /** Sends a hundred events to nowhere; adds the answers of this status. */
  private List<HttpResponse<String>> answered(int status, List<HttpResponse<String>> into)
      throws Exception {
    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      sent.add(product.application().event(NOWHERE, "nobody:nothing", "{}"));
    }
    for (CompletableFuture<HttpResponse<String>> one : sent) {
      if (one.get().statusCode() == status) {
        into.add(one.get());
      }
    }
    return into;
  }

  private void assertSame(String entity, List<String> atTheVendor, String... columns)
      throws SQLException {
    assertThat(product.rows("storm" + entity, columns))
        .as(entity)
        .containsExactlyInAnyOrderElementsOf(atTheVendor);
  }
}
