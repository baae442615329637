package tributary.sandbox.pcc;

import java.util.List;

/** Diagnoses. */
final class ConditionJson {
  private ConditionJson() {}

  static byte[] list(Call call) throws Refusal {
    Chart chart = call.chart();
    List<Row> rows = chart.rows(Family.CONDITION);
    Json json = call.json();
    return call.page(json, rows.size(), i -> write(json, chart, rows.get(i)));
  }

  private static void write(Json json, Chart chart, Row row) {
    Patient patient = chart.patient();
    Chance chance = patient.chance(Topic.CONDITION, row.number());
    String[] diagnosis = chance.of(Vocabulary.DIAGNOSES);
    long made = row.madeAt(patient.created() + 1_800L * (row.number() + 1));
    boolean resolved = row.number() > 1 && chance.percent(15);
    json.object().field("conditionId", patient.rowId(row.number()));
    json.field("patientId", chart.id());
    json.field("icd10", diagnosis[0]).field("icd10Description", diagnosis[1]);
    json.concept(
        "conditionCode",
        "codings",
        "http://hl7.org/fhir/sid/icd-10-cm",
        diagnosis[0],
        diagnosis[1]);
    json.field("clinicalStatus", resolved ? "RESOLVED" : "ACTIVE");
    json.field("principalDiagnosis", row.number() == 0).field("therapy", chance.percent(20));
    json.field("rankDescription", row.number() == 0 ? "Primary" : "Diagnosis " + row.number());
    json.field("classificationDescription", row.number() < 3 ? "Admission" : "During Stay");
    json.field("comments", chance.percent(10) ? "Per hospital discharge summary" : null);
    json.day("onsetDate", made - chance.between(0, 4_000) * Moments.DAY);
    json.day("resolvedDate", resolved ? made + 20 * Moments.DAY : Moments.NEVER);
    json.field("createdBy", chance.of(Vocabulary.STAFF)).moment("createdDate", made);
    json.field("revisionBy", chance.of(Vocabulary.STAFF));
    json.moment("revisionDate", row.touchedAt(made)).end();
  }
}
