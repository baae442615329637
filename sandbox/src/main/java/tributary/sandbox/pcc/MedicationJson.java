package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;

/** Orders for medicines, each with its schedules. */
final class MedicationJson {
  private static final String SNOMED = "http://snomed.info/sct";

  private MedicationJson() {}

  static byte[] list(Call call) throws Refusal {
    Chart chart = call.chart();
    List<Row> rows = new ArrayList<>();
    for (Row row : chart.rows(Family.MEDICATION)) {
      String status = status(chart, row);
      if (call.has("status") ? call.wants("status", status) : status.equals("active")) {
        rows.add(row);
      }
    }
    Json json = call.json();
    return call.page(json, rows.size(), i -> write(json, call, chart, rows.get(i)));
  }

  private static String status(Chart chart, Row row) {
    if (Moments.known(row.stopped())) {
      return "discontinued";
    }
    if (Moments.known(row.created())) {
      return "active";
    }
    int share = chart.patient().chance(Topic.MEDICATION + Topic.COUNT, row.number()).below(100);
    if (chart.status() == Patient.Status.DISCHARGED) {
      return share < 60 ? "discontinued" : "completed";
    }
    return share < 70
        ? "active"
        : share < 75 ? "pending" : share < 90 ? "discontinued" : "completed";
  }

  private static void write(Json json, Call call, Chart chart, Row row) {
    Patient patient = chart.patient();
    Chance chance = patient.chance(Topic.MEDICATION, row.number());
    String[] medicine = chance.of(Vocabulary.MEDICINES);
    String status = status(chart, row);
    boolean over = status.equals("discontinued") || status.equals("completed");
    long ordered = row.madeAt(chart.between(row.number(), 20, chance));
    long ended = Moments.known(row.stopped()) ? row.stopped() : ordered + 14 * Moments.DAY;
    json.object().field("orderId", patient.rowId(row.number()));
    json.field("patientId", chart.id()).field("clientId", chart.id());
    json.field("facId", chart.facility().id()).field("status", status);
    json.field("residentNumber", chart.facility().code() + "-" + chart.id());
    json.field("description", medicine[0]).field("generic", medicine[1]);
    json.field("strength", medicine[2]).field("strengthUOM", medicine[3]);
    json.field("rxNormId", medicine[4]).field("ddId", chance.between(10_000, 99_999));
    json.field("directions", "Give 1 tablet by mouth " + medicine[5]);
    json.field("narcotic", medicine[6] != null).field("controlledSubstanceCode", medicine[6]);
    json.object("administration");
    json.concept("route", "coding", SNOMED, "26643006", "Oral").end();
    json.moment("orderDate", ordered).moment("startDate", ordered + 4 * Moments.HOUR);
    json.moment("endDate", over ? ended : Moments.NEVER);
    json.moment("discontinueDate", status.equals("discontinued") ? ended : Moments.NEVER);
    schedules(json, patient, row, medicine, ordered, chance);
    if (call.has("includeOptionalFields") && call.wants("includeOptionalFields", "drugclass")) {
      json.field("drugClass", medicine[1] + " class");
    }
    if (call.has("includeOptionalFields")
        && call.wants("includeOptionalFields", "physiciandetails")) {
      json.object("physicianDetails").field("firstName", chance.of(Vocabulary.FEMALE));
      json.field("lastName", chance.of(Vocabulary.LAST)).field("title", "MD").end();
    }
    json.field("createdBy", chance.of(Vocabulary.STAFF)).moment("createdDate", ordered);
    json.field("revisionBy", chance.of(Vocabulary.STAFF));
    json.moment("revisionDate", row.touchedAt(over ? Math.max(ended, ordered) : ordered)).end();
  }

  private static void schedules(
      Json json, Patient patient, Row row, String[] medicine, long ordered, Chance chance) {
    json.array("schedules");
    int count = medicine[5].startsWith("two") ? 2 : 1;
    for (int i = 0; i < count; i++) {
      json.object().field("orderScheduleId", patient.rowId(row.number()) * 2 + i);
      json.field("scheduleType", medicine[5].contains("needed") ? "PRN" : "Everyday");
      json.field("frequency", medicine[5]).field("dose", "1").field("doseUOM", "tablet");
      json.concept("codeableDoseUOM", "coding", SNOMED, "428673006", "Tablet");
      json.field("directions", "1 tablet " + medicine[5]);
      json.field("indicationsForUse", chance.of(Vocabulary.DIAGNOSES)[1]);
      json.moment("startDateTime", ordered + (4 + i * 8) * Moments.HOUR).end();
    }
    json.endArray();
  }
}
