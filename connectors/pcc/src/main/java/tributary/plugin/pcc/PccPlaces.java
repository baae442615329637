package tributary.plugin.pcc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /** Patients whose records are on their way at a time. */
  private static final int AHEAD = 12;

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
   * Returns the facilities of patients; without those who are not there, or whose facility the
   * settings leave out. A person who goes to another facility is another patient there: confirmed.
   */
  Map<Long, PccFacility> facilitiesOf(Set<Long> asked) throws InterruptedException {
    Map<Long, Long> known = knownFacilities();
    List<Long> unknown = asked.stream().filter(patient -> !known.containsKey(patient)).toList();
    Deque<Coming> coming = new ArrayDeque<>();
    try {
      int next = 0;
      while (next < unknown.size() || !coming.isEmpty()) {
        while (next < unknown.size() && coming.size() < AHEAD) {
          coming.add(begin(unknown.get(next++)));
        }
        Coming one = coming.peek();
        facilityIn(one).ifPresent(facility -> known.put(one.patient(), facility));
        coming.remove().answer().close();
      }
    } finally {
      coming.forEach(one -> one.answer().close());
    }
    remember(known);
    Map<Long, PccFacility> byId = new HashMap<>();
    facilities().forEach(facility -> byId.put(facility.id(), facility));
    Map<Long, PccFacility> found = new LinkedHashMap<>();
    for (Long patient : asked) {
      PccFacility facility = byId.get(known.get(patient));
      if (facility != null) {
        found.put(patient, facility);
      }
    }
    return found;
  }

  /** A patient's record on its way. */
  private record Coming(long patient, PccAsk ask, PccAnswer answer) {}

  private Coming begin(long patient) throws InterruptedException {
    PccTable table = PccTables.named("patients").orElseThrow().byPatient();
    PccSplit split = new PccSplit(Optional.empty(), "", List.of(patient), Map.of());
    PccAsk ask = PccAsk.of(table, config.organization(), split, Optional.of(patient), "");
    return new Coming(patient, ask, client.ask(ask.path(), ask.what()));
  }

  private static Optional<Long> facilityIn(Coming one) throws InterruptedException {
    Set<Long> found = new LinkedHashSet<>();
    try {
      read(one.answer(), one.ask(), "", FACILITY_ID, found);
    } catch (ConnectorException e) {
      if (!e.code().equals(PccError.NOT_FOUND.toErrorCode())) {
        throw e;
      }
    }
    return found.stream().findFirst();
  }

  private Map<Long, Long> knownFacilities() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return new HashMap<>(facilityByPatient);
    } finally {
      lock.unlock();
    }
  }

  private void remember(Map<Long, Long> known) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      facilityByPatient.putAll(known);
      if (facilityByPatient.size() > MOST_KNOWN) {
        facilityByPatient.clear();
      }
    } finally {
      lock.unlock();
    }
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
      return read(answer, ask, list, shape, ids);
    }
  }

  private static boolean read(
      PccAnswer answer, PccAsk ask, String list, RecordShape shape, Set<Long> ids)
      throws InterruptedException {
    try {
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
