package tributary.sandbox.pcc;

/**
 * Something that happened to a patient after the first day.
 *
 * @param at when, in seconds
 * @param value a bed for those that move a patient, the number of a row for those that change one
 */
record Change(Kind kind, long at, int value) {
  /** What can happen, and what the vendor's webhooks call it; null: they do not tell of it. */
  enum Kind {
    PRE_ADMIT("patient.preAdmit"),
    ADMIT("patient.admit"),
    READMIT("patient.readmit"),
    DISCHARGE("patient.discharge"),
    DEATH("patient.discharge"),
    TRANSFER("patient.transfer"),
    LEAVE("patient.leave"),
    RETURN("patient.returnFromLeave"),
    RESIDENT_INFO("patient.updateResidentInfo"),
    CONTACT_INFO("patient.updateContactInfo"),
    ALLERGY_ADD("allergy.add"),
    ALLERGY_UPDATE("allergy.update"),
    ALLERGY_STRIKE("allergy.strikeout"),
    MEDICATION_ADD("medication.add"),
    MEDICATION_UPDATE("medication.update"),
    MEDICATION_STOP("medication.discontinue"),
    MEDICATION_STRIKE("medication.strikeout"),
    CONDITION_ADD(null),
    OBSERVATION_ADD(null),
    IMMUNIZATION_ADD(null),
    NOTE_ADD(null),
    ASSESSMENT_ADD(null),
    DELETE(null);

    final String event;

    Kind(String event) {
      this.event = event;
    }

    /** Whether it makes an ADT record. */
    boolean moves() {
      return this == ADMIT
          || this == READMIT
          || this == DISCHARGE
          || this == DEATH
          || this == TRANSFER
          || this == LEAVE
          || this == RETURN;
    }
  }
}
