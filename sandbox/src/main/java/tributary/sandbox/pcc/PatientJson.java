package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;

/** Patients: who they are and where they live. */
final class PatientJson {
  private static final String RACE_SYSTEM = "http://phinvads.cdc.gov";

  private PatientJson() {}

  static byte[] list(Call call) throws Refusal {
    Facility facility = call.facility();
    List<Integer> ids = call.world().patientsOf(facility);
    Json json = call.json();
    if (!call.has("patientStatus")) {
      return call.page(json, ids.size(), i -> write(json, call, call.world().chart(ids.get(i))));
    }
    List<Chart> charts = new ArrayList<>();
    for (int id : ids) {
      Chart chart = call.world().chart(id);
      if (chart != null && call.wants("patientStatus", chart.status().word)) {
        charts.add(chart);
      }
    }
    return call.page(json, charts.size(), i -> write(json, call, charts.get(i)));
  }

  static byte[] one(Call call) throws Refusal {
    Chart chart = call.chart();
    Json json = call.json().object();
    facts(json, call, chart);
    json.array("patientContacts");
    for (Row row : chart.rows(Family.CONTACT)) {
      ContactJson.write(json, chart, row);
    }
    json.endArray();
    return json.end().bytes();
  }

  private static void write(Json json, Call call, Chart chart) {
    if (chart != null) {
      json.object();
      facts(json, call, chart);
      json.end();
    }
  }

  private static void facts(Json json, Call call, Chart chart) {
    Patient patient = chart.patient();
    json.field("patientId", patient.id()).field("orgUuid", call.world().organization().uuid());
    json.field("orgId", Organization.ORG_ID).field("facId", chart.facility().id());
    json.field("ompId", 500_000 + patient.person());
    json.field("patientExternalId", Integer.toString(patient.id()));
    json.field("patientStatus", chart.status().word);
    json.field("medicalRecordNumber", chart.facility().code() + "-" + patient.id());
    person(json, chart);
    json.day("admissionDate", chart.admitted()).moment("admissionDateTime", chart.admitted());
    json.day("dischargeDate", chart.discharged());
    json.field("deceased", Moments.known(chart.died())).moment("deathDateTime", chart.died());
    json.field("outpatient", false).field("hasPhoto", patient.id() % 3 == 0);
    json.field("isOnLeave", chart.onLeave());
    json.field("waitingList", chart.status() == Patient.Status.NEW && patient.id() % 2 == 0);
    place(json, chart.facility(), chart.bed());
    json.field("createdBy", "admissions").moment("createdDate", patient.created());
    json.field("revisionBy", "admissions").moment("revisionDate", chart.revised());
  }

  private static void person(Json json, Chart chart) {
    Chance chance = chart.patient().personChance();
    boolean female = chance.percent(64);
    String first = chance.of(female ? Vocabulary.FEMALE : Vocabulary.MALE);
    String[] race = chance.of(Vocabulary.RACES);
    String[] language = chance.of(Vocabulary.LANGUAGES);
    String[] smoking = chance.of(Vocabulary.SMOKING);
    String marital = chance.of(Vocabulary.MARITAL);
    json.field("firstName", first);
    json.field(
        "middleName", chance.percent(60) ? chance.of(Vocabulary.LAST).substring(0, 1) : null);
    json.field("lastName", chance.of(Vocabulary.LAST));
    json.field("preferredName", chance.percent(30) ? first.substring(0, 3) : first);
    json.field("prefix", female ? "Mrs." : "Mr.");
    json.field("suffix", !female && chance.percent(15) ? "Jr." : null);
    json.field("maidenName", female && chance.percent(70) ? chance.of(Vocabulary.LAST) : null);
    json.field("gender", chance.percent(1) ? "UNKNOWN" : female ? "FEMALE" : "MALE");
    json.day("birthDate", -chance.between(8 * 365, 45 * 365) * Moments.DAY);
    json.field("birthPlace", chance.percent(80) ? "Fairhaven" : null);
    json.field("maritalStatus", chart.infoVersion() % 2 == 1 ? "Widowed" : marital);
    json.field("religion", chance.of(Vocabulary.RELIGIONS));
    json.field("languageCode", language[0]).field("languageDesc", language[1]);
    json.field("citizenship", "U.S.").field("occupation", chance.percent(40) ? "Retired" : null);
    json.field("ethnicityDesc", "Not Hispanic or Latino");
    json.concept("ethnicityCode", "codings", RACE_SYSTEM, "2186-5", "Not Hispanic or Latino");
    json.concept("raceCode", "codings", RACE_SYSTEM, race[0], race[1]);
    json.array("patientRaces").object().field("raceDesc", race[1]).end().endArray();
    json.field("smokingStatusCode", smoking[0]).field("smokingStatusDesc", smoking[1]);
    reach(json, chart, chance);
    json.field("socialBeneficiaryIdentifier", "900-" + chance.digits(2) + "-" + chance.digits(4));
    json.field("medicareNumber", chance.percent(50) ? chance.digits(9) + "A" : null);
    json.field("medicareBeneficiaryIdentifier", "1SB0-TE0-" + chance.digits(4));
    json.field("medicaidNumber", chance.percent(45) ? chance.digits(10) : null);
  }

  private static void reach(Json json, Chart chart, Chance chance) {
    String home = FacilityJson.phone(chance);
    String cell = FacilityJson.phone(chance);
    Chance later = new Chance(chart.patient().seed(), chart.infoVersion(), chart.id());
    if (chart.infoVersion() > 0) {
      home = FacilityJson.phone(later);
    }
    json.field("homePhone", home).field("cellPhone", chance.percent(50) ? cell : null);
    json.field("ituPhone", "+1" + home.substring(1, 4) + home.substring(6, 9) + home.substring(10))
        .field("phoneNumberType", "home");
    json.field(
        "email", chance.percent(40) ? "p" + chart.patient().person() + "@mail.example" : null);
    address(json, "legalMailingAddress", chance);
    if (chance.percent(60)) {
      address(json, "previousAddress", chance);
    }
  }

  private static void address(Json json, String name, Chance chance) {
    json.object(name);
    json.field("addressLine1", chance.between(1, 990) + " " + chance.of(Vocabulary.STREETS));
    json.field("addressLine2", chance.percent(20) ? "Apt " + chance.between(1, 60) : null);
    json.field("city", "Fairhaven").field("county", "Lark").field("state", "PA");
    json.field("postalCode", chance.digits(5)).field("country", "United States").end();
  }

  /** Where a bed is; nothing for nobody's bed. */
  static void place(Json json, Facility facility, int bed) {
    if (bed >= 0) {
      json.field("unitId", facility.unitId(facility.unitOf(bed)));
      json.field("unitDesc", facility.unitName(facility.unitOf(bed)));
      json.field("floorId", facility.floorId(facility.floorOf(bed)));
      json.field("floorDesc", facility.floorName(facility.floorOf(bed)));
      json.field("roomId", facility.roomId(facility.roomOf(bed)));
      json.field("roomDesc", facility.roomName(facility.roomOf(bed)));
      json.field("bedId", facility.bedId(bed)).field("bedDesc", facility.bedName(bed));
    }
  }
}
