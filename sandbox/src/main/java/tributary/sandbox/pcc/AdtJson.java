package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;

/** Admissions, discharges, transfers. */
final class AdtJson {
  private AdtJson() {}

  private record Line(Chart chart, AdtRecord record) {}

  static byte[] list(Call call) throws Refusal {
    List<Line> lines = call.has("adtRecordIds") ? named(call) : ofPatient(call);
    Json json = call.json();
    return call.page(json, lines.size(), i -> write(json, lines.get(i)));
  }

  private static List<Line> ofPatient(Call call) throws Refusal {
    if (call.has("facId")) {
      throw Refusal.badParameter("'adtRecordIds' cannot be null/missing when 'facId' is passed.");
    }
    if (!call.has("patientId")) {
      throw Refusal.missing("patientId");
    }
    Chart chart = call.chart();
    List<Line> lines = new ArrayList<>();
    if (!call.wants("recordType", "adt") && !call.wants("recordType", "all")) {
      return lines;
    }
    for (AdtRecord record : AdtRecord.of(chart)) {
      lines.add(new Line(chart, record));
    }
    if (call.has("effectiveDate")) {
      long from = java.time.LocalDate.parse(call.text("effectiveDate")).toEpochDay() * Moments.DAY;
      lines.removeIf(line -> line.record().at() < from);
    }
    return lines;
  }

  private static List<Line> named(Call call) throws Refusal {
    if (!call.has("facId")) {
      throw Refusal.missing("facId");
    }
    if (call.has("patientId")) {
      throw Refusal.badParameter("'patientId' must not be passed with 'adtRecordIds'.");
    }
    Facility facility = call.facility();
    List<Line> lines = new ArrayList<>();
    for (String word : call.text("adtRecordIds").split(",")) {
      int id = Integer.parseInt(word);
      Chart chart = call.world().chart(id / 1_000);
      if (chart != null && chart.facility().id() == facility.id()) {
        AdtRecord.of(chart).stream()
            .filter(record -> record.number() == id % 1_000)
            .forEach(record -> lines.add(new Line(chart, record)));
      }
    }
    return lines;
  }

  private static void write(Json json, Line line) {
    Chart chart = line.chart();
    AdtRecord record = line.record();
    AdtRecord.Move move = record.move();
    Chance chance = chart.patient().chance(Topic.ADT, record.number());
    String[] payer = CoverageJson.payer(chart, 0);
    json.object().field("adtRecordId", chart.patient().rowId(record.number()));
    json.field("patientId", chart.id()).field("facId", chart.facility().id());
    json.field("actionCode", move.code).field("actionType", move.words);
    json.field("standardActionType", move.standard);
    if (move == AdtRecord.Move.ADMISSION || move == AdtRecord.Move.READMISSION) {
      json.field("admissionSource", "Transfer from a Hospital").field("admissionSourceCode", "4");
      json.field("admissionType", "Elective").field("admissionTypeCode", "3");
    }
    if (move == AdtRecord.Move.ADMISSION || move == AdtRecord.Move.RETURN) {
      json.field("origin", chance.of(Vocabulary.HOSPITALS));
      json.field("originType", "Acute Care Hospital");
    }
    if (move == AdtRecord.Move.LEAVE) {
      json.field("destination", chance.of(Vocabulary.HOSPITALS));
      json.field("destinationType", "Acute Care Hospital");
      json.field("transferReason", "Acute change of condition");
    }
    if (move == AdtRecord.Move.DISCHARGE) {
      json.field("destination", "Home").field("destinationType", "Private Home/Residential");
      json.field("dischargeStatus", "Discharged to home or self care");
      json.field("dischargeStatusCode", "01");
    }
    if (move == AdtRecord.Move.DEATH) {
      json.field("dischargeStatus", "Expired").field("dischargeStatusCode", "20");
    }
    PatientJson.place(json, chart.facility(), record.bed());
    json.moment("effectiveDateTime", record.at()).moment("enteredDate", record.at() + 1_800);
    json.moment("modifiedDateTime", record.at() + 1_800);
    json.field("enteredBy", chance.of(Vocabulary.STAFF));
    json.field("enteredByPositionId", chance.between(30_000, 39_999));
    json.field("isCancelledRecord", false).field("outpatient", false);
    json.field("payerName", payer[0]).field("payerType", payer[1]).field("payerCode", payer[2]);
    boolean skilled = payer[1].equals("medicareA");
    json.field("skilledCare", skilled).field("qhsWaiver", false);
    json.day("skilledEffectiveFromDate", skilled ? record.at() : Moments.NEVER);
    boolean ends = move == AdtRecord.Move.DISCHARGE || move == AdtRecord.Move.DEATH;
    json.day("stopBillingDate", ends ? record.at() : Moments.NEVER).end();
  }
}
