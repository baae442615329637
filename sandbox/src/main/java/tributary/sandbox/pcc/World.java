package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who lives where now. Reading takes no lock and may go on while something changes; changes come
 * one at a time.
 */
final class World {
  private final Organization organization;
  private final Map<Integer, List<Change>> changes = new ConcurrentHashMap<>();
  private final Map<Integer, List<Integer>> newcomers = new ConcurrentHashMap<>();
  private final Map<Integer, Patient> newPatients = new ConcurrentHashMap<>();
  private final Map<Integer, BitSet> takenBeds = new ConcurrentHashMap<>();
  private final Set<Integer> deleted = ConcurrentHashMap.newKeySet();
  private int nextPatient;

  World(Organization organization) {
    this.organization = organization;
    this.nextPatient = Organization.FIRST_PATIENT + organization.patients();
  }

  Organization organization() {
    return organization;
  }

  /** Returns a patient's chart; null when there is no such patient, or no longer. */
  Chart chart(int patientId) {
    if (deleted.contains(patientId)) {
      return null;
    }
    Patient patient =
        organization.hasFromStart(patientId)
            ? organization.patient(patientId)
            : newPatients.get(patientId);
    return patient == null
        ? null
        : new Chart(patient, changes.getOrDefault(patientId, List.of()), organization.start());
  }

  /** The ids of all patients of a facility, in the order they came. */
  List<Integer> patientsOf(Facility facility) {
    Collection<Integer> late = newcomers.getOrDefault(facility.id(), List.of());
    List<Integer> ids = new ArrayList<>(facility.patients() + late.size());
    for (int i = 0; i < facility.patients(); i++) {
      ids.add(facility.firstPatient() + i);
    }
    ids.addAll(late);
    if (!deleted.isEmpty()) {
      ids.removeAll(deleted);
    }
    return ids;
  }

  synchronized int addNewcomer(Facility facility, long at) {
    int id = nextPatient++;
    newPatients.put(id, Patient.newcomer(organization.seed(), facility, id, at));
    newcomers.computeIfAbsent(facility.id(), key -> new CopyOnWriteArrayList<>()).add(id);
    return id;
  }

  /** Lets something happen to a patient. */
  synchronized void happen(int patientId, Change change) {
    if (change.kind() == Change.Kind.DELETE) {
      deleted.add(patientId);
      return;
    }
    Chart before = chart(patientId);
    List<Change> list = new ArrayList<>(changes.getOrDefault(patientId, List.of()));
    list.add(change);
    changes.put(patientId, List.copyOf(list));
    Chart after = chart(patientId);
    if (before != null && after != null && before.bed() != after.bed()) {
      BitSet taken = takenBeds(after.facility());
      if (before.bed() >= 0) {
        taken.clear(before.bed());
      }
      if (after.bed() >= 0) {
        taken.set(after.bed());
      }
    }
  }

  /** Returns a bed that nobody has, or -1 when the building is full. */
  synchronized int freeBed(Facility facility, Chance chance) {
    BitSet taken = takenBeds(facility);
    int from = chance.below(facility.beds());
    int bed = taken.nextClearBit(from);
    if (bed >= facility.beds()) {
      bed = taken.nextClearBit(0);
    }
    return bed < facility.beds() ? bed : -1;
  }

  /** Which beds of a facility are taken now. */
  synchronized BitSet occupied(Facility facility) {
    return (BitSet) takenBeds(facility).clone();
  }

  private BitSet takenBeds(Facility facility) {
    return takenBeds.computeIfAbsent(
        facility.id(),
        key -> {
          BitSet taken = new BitSet(facility.beds());
          for (int id : patientsOf(facility)) {
            Chart chart = chart(id);
            if (chart != null && chart.bed() >= 0) {
              taken.set(chart.bed());
            }
          }
          return taken;
        });
  }
}
