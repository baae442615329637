package tributary.sandbox.pcc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PccLifeTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-30T10:00:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  @Test
  void worksOutTheSamePopulationEveryTime() {
    assertThat(everything(new World(organization(7))))
        .isEqualTo(everything(new World(organization(7))))
        .isNotEqualTo(everything(new World(organization(8))));
  }

  @Test
  void theSameDaysBringTheSame() {
    List<Event> told = new ArrayList<>();
    List<Event> again = new ArrayList<>();
    World world = new World(organization(7));
    World second = new World(organization(7));
    String before = everything(world);
    live(world, told, 5);
    live(second, again, 5);

    assertThat(everything(world)).isEqualTo(everything(second)).isNotEqualTo(before);
    assertThat(again).isEqualTo(told);
    assertThat(told)
        .extracting(Event::eventType)
        .contains("patient.transfer", "patient.updateResidentInfo", "medication.add");
  }

  @Test
  void everyMoveStandsInAnAdtRecordOfItsOwn() {
    World world = new World(organization(7));
    List<Event> told = new ArrayList<>();
    live(world, told, 20);

    List<Event> moves =
        told.stream()
            .filter(event -> event.eventType().matches("patient\\.(admit|discharge|transfer)"))
            .toList();
    assertThat(moves).isNotEmpty();
    for (Event move : moves) {
      Chart chart = world.chart(move.patientId());
      if (chart != null) {
        int id = Integer.parseInt(move.resourceIds().get(0));
        assertThat(AdtRecord.of(chart))
            .anyMatch(
                record -> chart.patient().rowId(record.number()) == id && record.at() == move.at());
      }
    }
  }

  @Test
  void noTwoPatientsHaveOneBed() {
    World world = new World(organization(7));
    live(world, new ArrayList<>(), 30);

    for (Facility facility : world.organization().facilities()) {
      Map<Integer, Integer> taken = new HashMap<>();
      for (int id : world.patientsOf(facility)) {
        Chart chart = world.chart(id);
        if (chart.bed() >= 0) {
          assertThat(taken.put(chart.bed(), id)).as("bed %d", chart.bed()).isNull();
        }
      }
    }
  }

  @Test
  void onePersonCanBeAPatientOfTwoFacilities() {
    Organization organization = organization(7);
    Map<Integer, Integer> facilities = new HashMap<>();
    int shared = 0;
    for (int id = Organization.FIRST_PATIENT; organization.hasFromStart(id); id++) {
      Patient patient = organization.patient(id);
      Integer other = facilities.put(patient.person(), patient.facility().id());
      if (other != null) {
        shared++;
        assertThat(other).isNotEqualTo(patient.facility().id());
      }
    }
    assertThat(shared).isGreaterThan(2);
  }

  @Test
  void remembersTheDaysThatPassedAndWhoSubscribed() throws Exception {
    PccSettings settings = PccSettings.in(directory, CLOCK);
    String before;
    try (PccSandbox sandbox = PccSandbox.start(settings)) {
      Client client = new Client(sandbox, sandbox.certificates().client()).signIn();
      sandbox.controls().advance(3);
      client.send("POST", "webhook-subscriptions", subscription("https://localhost:1/", "ADT01"));
      before = client.json("patients?facId=21&pageSize=200").toString();
    }
    try (PccSandbox sandbox = PccSandbox.start(settings)) {
      Client client = new Client(sandbox, sandbox.certificates().client()).signIn();

      assertThat(client.json("patients?facId=21&pageSize=200").toString()).isEqualTo(before);
      assertThat(
              client.get("webhook-subscriptions?applicationName=" + PccSandbox.APPLICATION).body())
          .contains("APPROVED", "ADT01")
          .doesNotContain("secret01");
    }
  }

  @Test
  void tellsASubscriberWithItsPasswordAndTriesAgain() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    AtomicInteger calls = new AtomicInteger();
    HttpServer subscriber = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    subscriber.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean first = calls.incrementAndGet() == 1;
          if (!first) {
            heard.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
          }
          exchange.sendResponseHeaders(first ? 503 : 204, -1);
          exchange.close();
        });
    subscriber.start();
    try (PccSandbox sandbox = PccSandbox.start(PccSettings.in(directory, CLOCK))) {
      Client client = new Client(sandbox, sandbox.certificates().client()).signIn();
      sandbox.controls().webhooks(Telling.USUAL.twice(100).trying(3, 20, 20));
      int port = subscriber.getAddress().getPort();
      client.send(
          "POST",
          "webhook-subscriptions",
          subscription("http://127.0.0.1:" + port + "/hook", "MED01"));
      sandbox.controls().happen(anybody(client), "medication.add");

      String one = heard.poll(30, TimeUnit.SECONDS);
      String two = heard.poll(30, TimeUnit.SECONDS);
      assertThat(one).startsWith("Basic dXNlcjEyMzQ6c2VjcmV0MDE=").isEqualTo(two);
      JsonNode message = Client.MAPPER.readTree(one.substring(one.indexOf('{')));
      assertThat(message.path("eventType").asText()).isEqualTo("medication.add");
      assertThat(message.path("orgUuid").asText()).isEqualTo(sandbox.organization());
      JsonNode orders =
          client.json(
              "medications?patientId=%s&facId=%s&pageSize=200"
                  .formatted(message.path("patientId"), message.path("facId")));
      assertThat(orders.path("data").findValuesAsText("orderId"))
          .contains(message.at("/resourceId/0").asText());
    } finally {
      subscriber.stop(0);
    }
  }

  @Test
  void aStormTellsOfAsMuchAsItPromised() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    HttpServer subscriber = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    subscriber.createContext(
        "/",
        exchange -> {
          heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    subscriber.start();
    try (PccSandbox sandbox = PccSandbox.start(PccSettings.in(directory, CLOCK))) {
      Client client = new Client(sandbox, sandbox.certificates().client()).signIn();
      String all = String.join("\",\"", Event.GROUPS.keySet());
      int port = subscriber.getAddress().getPort();
      assertThat(post(client, subscription("http://127.0.0.1:" + port + "/", all))).isEqualTo(200);
      sandbox.controls().storm(60, 1);

      Set<String> messages = new HashSet<>();
      while (messages.size() < 60) {
        String message = heard.poll(30, TimeUnit.SECONDS);
        assertThat(message).as("after %d messages", messages.size()).isNotNull();
        messages.add(Client.MAPPER.readTree(message).path("messageId").asText());
      }
      assertThat(messages).hasSize(60);
    } finally {
      subscriber.stop(0);
    }
  }

  @Test
  void refusesASubscriptionWithoutWhatItNeeds() throws Exception {
    try (PccSandbox sandbox = PccSandbox.start(PccSettings.in(directory, CLOCK))) {
      Client client = new Client(sandbox, sandbox.certificates().client()).signIn();
      String good = subscription("https://localhost:1/", "ADT01");

      assertThat(post(client, good.replace("ADT01", "ADT99"))).isEqualTo(400);
      assertThat(post(client, good.replace("\"password\"", "\"word\""))).isEqualTo(400);
      assertThat(post(client, good.replace(PccSandbox.APPLICATION, "other"))).isEqualTo(404);
      assertThat(post(client, "{")).isEqualTo(400);
      assertThat(client.send("DELETE", "webhook-subscriptions/1", null).statusCode())
          .isEqualTo(404);
    }
  }

  private static int post(Client client, String body) throws IOException, InterruptedException {
    return client.send("POST", "webhook-subscriptions", body).statusCode();
  }

  private static String subscription(String address, String group) {
    return """
        {"applicationName":"%s","endUrl":"%s","eventGroupList":["%s"],"includeDischarged":true,\
        "includeOutpatient":false,"username":"user1234","password":"secret01"}"""
        .formatted(PccSandbox.APPLICATION, address, group);
  }

  private static int anybody(Client client) throws IOException, InterruptedException {
    return client
        .json("patients?facId=21&patientStatus=Current&pageSize=1")
        .at("/data/0/patientId")
        .asInt();
  }

  private static Organization organization(long seed) {
    return Organization.invent(seed, CLOCK.instant().getEpochSecond(), 3, 240);
  }

  private static void live(World world, List<Event> told, int days) {
    Life life = new Life(world, told::add);
    for (int day = 1; day <= days; day++) {
      life.day(day, CLOCK.instant().getEpochSecond() + day * Moments.DAY);
    }
  }

  /** All patients with their moves and orders, as they are served. */
  private static String everything(World world) {
    StringBuilder text = new StringBuilder();
    for (Facility facility : world.organization().facilities()) {
      for (int id : world.patientsOf(facility)) {
        for (Endpoint endpoint : List.of(Endpoint.PATIENT, Endpoint.MEDICATIONS)) {
          Map<String, String> query =
              endpoint == Endpoint.PATIENT
                  ? Map.of()
                  : Map.of("facId", Integer.toString(facility.id()));
          Call call =
              new Call(
                  world,
                  endpoint,
                  Map.of("patientId", Integer.toString(id)),
                  query,
                  Map.of(),
                  CLOCK.instant().getEpochSecond());
          try {
            byte[] body =
                endpoint == Endpoint.PATIENT ? PatientJson.one(call) : MedicationJson.list(call);
            text.append(new String(body, StandardCharsets.UTF_8));
          } catch (Refusal refusal) {
            throw new AssertionError(refusal);
          }
        }
      }
    }
    return text.toString();
  }
}
