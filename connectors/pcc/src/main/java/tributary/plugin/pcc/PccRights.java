package tributary.plugin.pcc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.spi.ConnectorException;

/** Finds out which resources the application may read, with one record of each. */
final class PccRights {
  private final PccConfig config;
  private final PccClient client;
  private final PccPlaces places;

  PccRights(PccConfig config, PccClient client, PccPlaces places) {
    this.config = config;
    this.client = client;
    this.places = places;
  }

  /** Returns why a resource may not be read, by its path. What may be read is not in it. */
  Map<String, String> forbidden() throws InterruptedException {
    Map<String, String> forbidden = new LinkedHashMap<>();
    Map<String, Optional<PccAnswer>> asked = new LinkedHashMap<>();
    Probe probe = probe(forbidden);
    try {
      for (PccTable table : PccTables.list()) {
        if (!asked.containsKey(table.path()) && !forbidden.containsKey(table.path())) {
          asked.put(table.path(), ask(table, probe));
        }
      }
      for (Map.Entry<String, Optional<PccAnswer>> one : asked.entrySet()) {
        if (one.getValue().isPresent()) {
          answered(one.getKey(), one.getValue().get(), forbidden);
        }
      }
    } finally {
      asked.values().forEach(answer -> answer.ifPresent(PccAnswer::close));
    }
    return forbidden;
  }

  /** A facility and, where there is one, a patient to ask for. */
  private record Probe(PccFacility facility, Optional<Long> patient) {}

  private Probe probe(Map<String, String> forbidden) throws InterruptedException {
    try {
      for (PccFacility facility : places.facilities()) {
        Optional<Long> patient = places.firstPatient(facility);
        if (patient.isPresent()) {
          return new Probe(facility, patient);
        }
      }
      return new Probe(places.facilities().get(0), Optional.empty());
    } catch (ConnectorException e) {
      if (!isForbidden(e)) {
        throw e;
      }
      // without patients, what is asked for patient by patient cannot be read either
      for (PccTable table : PccTables.list()) {
        if (table.scope() == PccTable.Scope.PATIENT || table.name().startsWith("patient")) {
          forbidden.put(table.path(), e.getMessage());
        }
      }
      return new Probe(places.facilities().get(0), Optional.empty());
    }
  }

  private Optional<PccAnswer> ask(PccTable table, Probe probe) throws InterruptedException {
    Optional<Long> patient = probe.patient();
    if (table.scope() == PccTable.Scope.PATIENT && patient.isEmpty()) {
      return Optional.empty();
    }
    PccFacility facility = probe.facility();
    PccSplit split =
        new PccSplit(
            Optional.of(facility.id()),
            facility.words(),
            List.of(),
            Map.of("from", "2026-01-01", "to", "2026-01-02"));
    PccAsk one =
        PccAsk.of(
            table, config.organization(), split, patient, table.asks().findFirst().orElse(""));
    return Optional.of(client.ask(one.page(table, 1, 1), one.what()));
  }

  private static void answered(String path, PccAnswer answer, Map<String, String> forbidden)
      throws InterruptedException {
    try {
      answer.body();
    } catch (ConnectorException e) {
      boolean nothingThere = e.code().equals(PccError.NOT_FOUND.toErrorCode());
      if (isForbidden(e)) {
        forbidden.put(path, e.getMessage());
      } else if (!nothingThere) {
        throw e;
      }
    }
  }

  private static boolean isForbidden(ConnectorException e) {
    return e.code().equals(PccError.RESOURCE_FORBIDDEN.toErrorCode());
  }
}
