package tributary.plugin.pcc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import tributary.kit.JsonBroken;
import tributary.kit.JsonPage;
import tributary.kit.JsonRecord;
import tributary.kit.RecordShape;
import tributary.spi.ConnectorException;

/**
 * The facilities that are read, and their patients. Both are asked for once in a connection's life:
 * a run reads many tables patient by patient. Thread-safe.
 */
final class PccPlaces {
  /** One patient's record; the address is left out unless asked for: confirmed. */
  static final String PATIENT =
      "orgs/{org}/patients/{patientId}?includeOptionalFields=patientLegalMailingAddress";

  /** Patients of whom the facility is remembered. */
  private static final int MOST_KNOWN = 20_000;

  private static final RecordShape FACILITY_ID = new RecordShape(List.of("facId"));
  private static final RecordShape ID = new RecordShape(List.of("patientId"));

  private final PccConfig config;
  private final PccClient client;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, List<Long>> patients = new HashMap<>();
  private final Map<Long, Long> facilityByPatient = new HashMap<>();
  private List<PccFacility> facilities = List.of();

  PccPlaces(PccConfig config, PccClient client) {
    this.config = config;
    this.client = client;
  }

  /** Returns the facilities that the settings choose. */
  List<PccFacility> facilities() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (facilities.isEmpty()) {
        facilities = chosen(client.facilities());
      }
      return facilities;
    } finally {
      lock.unlock();
    }
  }

  private List<PccFacility> chosen(List<PccFacility> all) {
    if (all.isEmpty()) {
      throw new ConnectorException(
          PccError.NO_FACILITY,
          "The application sees no facility of the organization “"
              + config.organization()
              + "”. Ask the organization to activate the application for its facilities.",
          null);
    }
    if (config.facilities().isEmpty()) {
      return all;
    }
    Set<PccFacility> chosen = new LinkedHashSet<>();
    for (String name : config.facilities()) {
      chosen.add(
          all.stream()
              .filter(one -> name.equals(String.valueOf(one.id())))
              .findFirst()
              .or(() -> all.stream().filter(one -> name.equalsIgnoreCase(one.code())).findFirst())
              .orElseThrow(() -> unknown(name, all)));
    }
    return List.copyOf(chosen);
  }

  private static ConnectorException unknown(String name, List<PccFacility> all) {
    String known =
        all.stream()
            .limit(20)
            .map(one -> one.id() + " (code " + one.code() + ", " + one.name() + ")")
            .collect(Collectors.joining(", "));
    return ConnectorException.inField(
        PccConfig.FACILITIES,
        PccError.FACILITY_UNKNOWN,
        "The application sees no facility “" + name + "”. It sees: " + known + ".",
        null);
  }

  /** Returns the ids of a facility's patients of every status. */
  List<Long> patients(PccFacility facility) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      List<Long> known = patients.get(facility.id());
      if (known == null) {
        known = listed(facility);
        patients.put(facility.id(), known);
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the facility of a patient; empty where there is no such patient, or the settings leave
   * his facility out. A person who goes to another facility is another patient there: confirmed.
   */
  Optional<PccFacility> facilityOf(long patient) throws InterruptedException {
    Long known;
    lock.lockInterruptibly();
    try {
      known = facilityByPatient.get(patient);
    } finally {
      lock.unlock();
    }
    Optional<Long> id = known == null ? askedFacility(patient) : Optional.of(known);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    remember(patient, id.get());
    return facilities().stream().filter(one -> one.id() == id.get()).findFirst();
  }

  private void remember(long patient, long facility) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (facilityByPatient.size() >= MOST_KNOWN) {
        facilityByPatient.clear();
      }
      facilityByPatient.put(patient, facility);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Long> askedFacility(long patient) throws InterruptedException {
    PccTable table = PccTables.named("patients").orElseThrow().byPatient();
    PccSplit split = new PccSplit(Optional.empty(), "", List.of(patient), Map.of());
    PccAsk ask = PccAsk.of(table, config.organization(), split, Optional.of(patient), "");
    Set<Long> found = new LinkedHashSet<>();
    try {
      page(ask, ask.path(), "", FACILITY_ID, found);
    } catch (ConnectorException e) {
      if (!e.code().equals(PccError.NOT_FOUND.toErrorCode())) {
        throw e;
      }
    }
    return found.stream().findFirst();
  }

  /** Returns a patient of the facility, if there is one, with as few questions as can be. */
  Optional<Long> firstPatient(PccFacility facility) throws InterruptedException {
    PccTable table = PccTables.named("patients").orElseThrow();
    Set<Long> ids = new LinkedHashSet<>();
    for (String status : table.variants()) {
      PccAsk ask = ask(table, facility, status);
      page(ask, ask.page(table, 1, 1), "data", ID, ids);
      if (!ids.isEmpty()) {
        break;
      }
    }
    return ids.stream().findFirst();
  }

  private PccAsk ask(PccTable table, PccFacility facility, String status) {
    PccSplit split =
        new PccSplit(Optional.of(facility.id()), facility.words(), List.of(), Map.of());
    return PccAsk.of(table, config.organization(), split, Optional.empty(), status);
  }

  private List<Long> listed(PccFacility facility) throws InterruptedException {
    PccTable table = PccTables.named("patients").orElseThrow();
    Set<Long> ids = new LinkedHashSet<>();
    for (String status : table.variants()) {
      PccAsk ask = ask(table, facility, status);
      boolean more = true;
      for (int page = 1; more; page++) {
        more = page(ask, ask.page(table, page, config.pageSize()), "data", ID, ids);
      }
    }
    return new ArrayList<>(ids);
  }

  private boolean page(PccAsk ask, String path, String list, RecordShape shape, Set<Long> ids)
      throws InterruptedException {
    try (PccAnswer answer = client.ask(path, ask.what())) {
      return "true"
          .equals(JsonPage.read(answer.body(), list, shape, new Ids(ids)).get("paging.hasMore"));
    } catch (JsonBroken e) {
      throw PccClient.broken(e, ask.what());
    } catch (InterruptedIOException e) {
      throw PccClient.interrupted(e);
    } catch (IOException e) {
      throw new ConnectorException(
          PccError.ANSWER_CUT_OFF, "PointClickCare's answer broke off. Try again.", e);
    }
  }

  /** Takes the ids of patients. */
  private record Ids(Set<Long> ids) implements JsonPage.Taker {
    @Override
    public void take(JsonRecord record) {
      if (record.kind(0) != JsonRecord.Kind.ABSENT && record.text(0).matches("\\d{1,18}")) {
        ids.add(Long.valueOf(record.text(0)));
      }
    }

    @Override
    public void tooLong(long number) {
      throw new ConnectorException(
          PccError.ANSWER_BROKEN, "PointClickCare sent a patient's record of over 16 MiB.", null);
    }
  }
}
