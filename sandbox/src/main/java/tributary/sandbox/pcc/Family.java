package tributary.sandbox.pcc;

import static tributary.sandbox.pcc.Change.Kind;

/** The kinds of rows that a patient has many of, and how many there are from the beginning. */
enum Family {
  ALLERGY(Topic.ALLERGY, 0, 4, true, Kind.ALLERGY_ADD, Kind.ALLERGY_UPDATE, Kind.ALLERGY_STRIKE),
  CONDITION(Topic.CONDITION, 3, 11, true, Kind.CONDITION_ADD, null, null),
  MEDICATION(
      Topic.MEDICATION,
      4,
      15,
      false,
      Kind.MEDICATION_ADD,
      Kind.MEDICATION_UPDATE,
      Kind.MEDICATION_STRIKE),
  OBSERVATION(Topic.OBSERVATION, 30, 80, false, Kind.OBSERVATION_ADD, null, null),
  IMMUNIZATION(Topic.IMMUNIZATION, 1, 6, false, Kind.IMMUNIZATION_ADD, null, null),
  NOTE(Topic.NOTE, 4, 14, false, Kind.NOTE_ADD, null, null),
  ASSESSMENT(Topic.ASSESSMENT, 2, 6, false, Kind.ASSESSMENT_ADD, null, null),
  CONTACT(Topic.CONTACT, 1, 4, true, null, null, null),
  PRACTITIONER(Topic.PRACTITIONER, 1, 4, true, null, null, null),
  CARE_PLAN(Topic.CARE_PLAN, 1, 1, false, null, null, null),
  REPORT(Topic.REPORT, 0, 4, false, null, null, null),
  EPISODE(Topic.EPISODE, 1, 2, false, null, null, null),
  CALENDAR(Topic.CALENDAR, 0, 4, true, null, null, null);

  final int topic;
  private final int least;
  private final int most;
  private final boolean beforeAdmission;
  final Kind adds;
  final Kind updates;
  final Kind strikes;

  Family(
      int topic,
      int least,
      int most,
      boolean beforeAdmission,
      Kind adds,
      Kind updates,
      Kind strikes) {
    this.topic = topic;
    this.least = least;
    this.most = most;
    this.beforeAdmission = beforeAdmission;
    this.adds = adds;
    this.updates = updates;
    this.strikes = strikes;
  }

  int fromStart(Patient patient) {
    if (patient.status() == Patient.Status.NEW && !beforeAdmission) {
      return 0;
    }
    return patient.chance(Topic.COUNT + topic).between(least, most);
  }
}
