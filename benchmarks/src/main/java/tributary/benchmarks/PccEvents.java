package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Fifty events a second for a minute: how long each probe's row takes to be visible. */
final class PccEvents implements Benchmark {
  private static final int SECONDS = 60;
  private static final int STORM = 45;
  private static final int PROBES = 5;
  private static final int FACILITIES = 20;
  private static final int PATIENTS = 5_000;
  private static final int FIRST_PATIENT = 100_001;
  private static final String FLOW = "BenchmarkEvents";
  private static final long TICK_MILLIS = 20;
  private static final double PATIENCE = 120;
  private static final List<String> TABLES =
      List.of(
          "patients",
          "patient_races",
          "contacts",
          "adt_records",
          "allergies",
          "allergy_reactions",
          "medications",
          "medication_schedules");

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public String title() {
    return "PointClickCare's webhooks at 50 events a second: from the event to the visible row";
  }

  /** An allergy that was added: so many there are of the patient since. */
  private record Probe(int patient, int allergies, long at) {}

  @Override
  public void measure(Bench bench, Report report) {
    int patients = bench.scaled(PATIENTS);
    Api api = bench.product().api();
    try (PccProcess server = PccProcess.start(bench, FACILITIES, patients, 0)) {
      api.post("/dataflows", PccProcess.named(server.dataflow(FLOW, 10_000), TABLES, FLOW));
      ObjectNode groups = new ObjectMapper().createObjectNode();
      List.of("ADT01", "ADT02", "ADT05", "ALL01", "ALL02", "MED01", "MED02")
          .forEach(groups.withArray("eventGroups")::add);
      api.post("/dataflows/" + FLOW + "/webhooks", groups);
      report.progress("%,d rows before the storm", api.run(FLOW).rows());
      ServerMemory memory = bench.watchMemory(name());
      Figures latencies = new Figures();
      long lost = storm(bench, server, patients, latencies);
      JsonNode told = server.state().path("webhooks");
      JsonNode came = settled(api);
      report.line(
          "%,d patients; %,d events sent, %,d received, %,d processed, %,d failed, %d probes never"
              + " seen.",
          patients,
          told.path("published").asLong(),
          came.path("received").asLong(),
          came.path("processed").asLong(),
          came.path("failed").asLong(),
          lost);
      report.line("");
      report.line("| from the event to the visible row, %d probes | s |", latencies.count());
      report.line("|---|---|");
      report.line("| median | %.2f |", latencies.median());
      report.line("| 99 of 100 at most | %.2f |", latencies.percentile(0.99));
      report.line("| the longest | %.2f |", latencies.maximum());
      Heaps.tell(bench, memory, report);
    }
  }

  /** Returns how many probes were not seen in time. */
  private static long storm(Bench bench, PccProcess server, int patients, Figures latencies) {
    HttpClient client = server.client();
    String token = server.token(client);
    Random random = new Random(7);
    Map<Integer, Probe> open = new HashMap<>();
    String schema = bench.product().signIn().path("tenant").asText();
    String sql =
        "select patientid, count(*) from %s.%sallergies where patientid = any(?) group by 1"
            .formatted(schema, FLOW.toLowerCase(java.util.Locale.ROOT));
    try (Connection connection = bench.product().database().connect();
        PreparedStatement look = connection.prepareStatement(sql)) {
      server.steer("storm", "{\"perSecond\":" + STORM + ",\"seconds\":" + SECONDS + "}");
      long begun = System.nanoTime();
      int sent = 0;
      while (sent < SECONDS * PROBES || !open.isEmpty()) {
        double now = (System.nanoTime() - begun) / 1e9;
        if (now > SECONDS + PATIENCE) {
          return open.size();
        }
        if (sent < SECONDS * PROBES && sent <= now * PROBES) {
          int patient = FIRST_PATIENT + random.nextInt(patients);
          sent++;
          if (!open.containsKey(patient)) {
            open.put(patient, probe(server, client, token, patient));
          }
        }
        seen(connection, look, open, latencies);
        Thread.sleep(TICK_MILLIS);
      }
      return 0;
    } catch (SQLException e) {
      throw new Failure("The database refuses: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  private static Probe probe(PccProcess server, HttpClient client, String token, int patient) {
    long at = System.nanoTime();
    server.steer("happen", "{\"patientId\":" + patient + ",\"what\":\"allergy.add\"}");
    JsonNode page =
        PccProcess.send(
            client,
            HttpRequest.newBuilder(
                    URI.create(
                        server.apiUrl()
                            + "/orgs/"
                            + server.organization()
                            + "/allergyintolerances?pageSize=200&patientId="
                            + patient))
                .header("Authorization", "Bearer " + token)
                .build());
    return new Probe(patient, page.path("data").size(), at);
  }

  private static void seen(
      Connection connection, PreparedStatement look, Map<Integer, Probe> open, Figures latencies)
      throws SQLException {
    Array patients = connection.createArrayOf("bigint", open.keySet().toArray());
    look.setArray(1, patients);
    try (ResultSet row = look.executeQuery()) {
      while (row.next()) {
        Probe probe = open.get(row.getInt(1));
        if (row.getInt(2) >= probe.allergies()) {
          latencies.add((System.nanoTime() - probe.at()) / 1e9);
          open.remove(probe.patient());
        }
      }
    }
  }

  /** Waits until all events that came are dealt with. */
  private static JsonNode settled(Api api) {
    try {
      while (true) {
        JsonNode view = api.get("/dataflows/" + FLOW + "/webhooks");
        if (view.path("waiting").asLong() == 0) {
          return view;
        }
        Thread.sleep(1_000);
      }
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }
}
