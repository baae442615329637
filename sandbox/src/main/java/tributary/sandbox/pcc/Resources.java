package tributary.sandbox.pcc;

/** Which writer answers which endpoint. */
final class Resources {
  private Resources() {}

  static byte[] write(Call call, Api api) throws Refusal {
    return switch (call.endpoint()) {
      case ACTIVATIONS -> api.activations(call);
      case FACILITIES -> FacilityJson.list(call);
      case FACILITY -> FacilityJson.one(call);
      case UNITS -> FacilityJson.units(call);
      case FLOORS -> FacilityJson.floors(call);
      case ROOMS -> FacilityJson.rooms(call);
      case BEDS -> FacilityJson.beds(call);
      case USERS -> FacilityJson.users(call);
      case PATIENTS -> PatientJson.list(call);
      case PATIENT -> PatientJson.one(call);
      case CONTACTS, CONTACTS_OF_PATIENT -> ContactJson.list(call);
      case ADT_RECORDS -> AdtJson.list(call);
      case ALLERGIES -> AllergyJson.list(call);
      case CONDITIONS -> ConditionJson.list(call);
      case MEDICATIONS -> MedicationJson.list(call);
      case OBSERVATIONS, OBSERVATIONS_OF_PATIENT -> ObservationJson.list(call);
      case IMMUNIZATIONS -> ImmunizationJson.list(call);
      case NOTES -> NoteJson.list(call);
      case ASSESSMENTS -> AssessmentJson.list(call);
      case COVERAGES -> CoverageJson.one(call);
      case PRACTITIONERS -> CareJson.practitioners(call);
      case CARE_PLANS -> CareJson.plans(call);
      case EPISODES -> CareJson.episodes(call);
      case CALENDAR -> CareJson.calendar(call);
      case REPORTS -> ReportJson.list(call);
      case SUBSCRIPTIONS -> throw new IllegalStateException("Subscriptions answer themselves");
    };
  }
}
