package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;

/** A patient as of now: how he or she was on the first day, and everything that changed since. */
final class Chart {
  private final Patient patient;
  private final List<Change> changes;
  private final long start;
  private Patient.Status status;
  private int bed;
  private long admitted;
  private long discharged;
  private long died;
  private boolean onLeave;
  private long revised;
  private int infoVersion;
  private int contactVersion;

  Chart(Patient patient, List<Change> changes, long start) {
    this.patient = patient;
    this.changes = changes;
    this.start = start;
    this.status = patient.status();
    this.bed = patient.bed();
    this.admitted = patient.admitted();
    this.discharged = patient.discharged();
    this.died = patient.died();
    this.revised =
        Moments.known(discharged)
            ? discharged
            : Moments.known(admitted) ? admitted : patient.created();
    for (Change change : changes) {
      apply(change);
    }
  }

  private void apply(Change change) {
    switch (change.kind()) {
      case ADMIT, READMIT -> {
        status = Patient.Status.CURRENT;
        bed = change.value();
        admitted = change.at();
        discharged = Moments.NEVER;
        revised = change.at();
      }
      case DISCHARGE, DEATH -> {
        status = Patient.Status.DISCHARGED;
        bed = -1;
        onLeave = false;
        discharged = change.at();
        died = change.kind() == Change.Kind.DEATH ? change.at() : died;
        revised = change.at();
      }
      case TRANSFER -> {
        bed = change.value();
        revised = change.at();
      }
      case LEAVE, RETURN -> {
        onLeave = change.kind() == Change.Kind.LEAVE;
        revised = change.at();
      }
      case RESIDENT_INFO -> {
        infoVersion++;
        revised = change.at();
      }
      case CONTACT_INFO -> {
        contactVersion++;
        revised = change.at();
      }
      default -> {
        // Of its rows, not of the patient's own record.
      }
    }
  }

  Patient patient() {
    return patient;
  }

  Facility facility() {
    return patient.facility();
  }

  int id() {
    return patient.id();
  }

  Patient.Status status() {
    return status;
  }

  int bed() {
    return bed;
  }

  long admitted() {
    return admitted;
  }

  long discharged() {
    return discharged;
  }

  long died() {
    return died;
  }

  boolean onLeave() {
    return onLeave;
  }

  long revised() {
    return revised;
  }

  int infoVersion() {
    return infoVersion;
  }

  int contactVersion() {
    return contactVersion;
  }

  List<Change> changes() {
    return changes;
  }

  /** The last moment of what was there from the beginning. */
  long lastFromStart() {
    return Moments.known(patient.discharged()) ? patient.discharged() : start;
  }

  /** Where a row from the beginning lies in time, by its number among all of them. */
  long between(int number, int of, Chance chance) {
    long from = Moments.known(patient.admitted()) ? patient.admitted() : patient.created();
    long length = Math.max(Moments.HOUR, lastFromStart() - from);
    return from + length / of * number + chance.below((int) Math.max(1, length / of));
  }

  /** The rows of one kind, those that were struck out left away. */
  List<Row> rows(Family family) {
    int count = family.fromStart(patient);
    List<Row> rows = new ArrayList<>(count + 2);
    for (int number = 0; number < count; number++) {
      rows.add(Row.fromStart(number));
    }
    boolean struck = false;
    for (Change change : changes) {
      if (change.kind() == family.adds) {
        rows.add(new Row(rows.size(), change.at(), Moments.NEVER, Moments.NEVER));
      } else if (change.kind() == family.updates) {
        rows.set(change.value(), rows.get(change.value()).revisedAt(change.at()));
      } else if (change.kind() == Change.Kind.MEDICATION_STOP && family == Family.MEDICATION) {
        rows.set(change.value(), rows.get(change.value()).stoppedAt(change.at()));
      } else if (change.kind() == family.strikes) {
        struck = true;
      }
    }
    if (struck) {
      for (Change change : changes) {
        if (change.kind() == family.strikes) {
          rows.removeIf(row -> row.number() == change.value());
        }
      }
    }
    return rows;
  }

  /** How many rows of one kind were ever there, struck ones too. */
  int everHad(Family family) {
    int count = family.fromStart(patient);
    for (Change change : changes) {
      count += change.kind() == family.adds ? 1 : 0;
    }
    return count;
  }
}
