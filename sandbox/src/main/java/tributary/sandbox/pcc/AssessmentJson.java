package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;

/** Assessments. Asked for without dates, only those of the last thirty days are there. */
final class AssessmentJson {
  private AssessmentJson() {}

  static byte[] list(Call call) throws Refusal {
    Chart chart = call.chart();
    long from = call.has("startDate") ? call.moment("startDate") : call.now() - 30 * Moments.DAY;
    long until = call.has("endDate") ? call.moment("endDate") : Long.MAX_VALUE;
    List<Row> rows = new ArrayList<>();
    for (Row row : chart.rows(Family.ASSESSMENT)) {
      long at = at(chart, row);
      if (at >= from && at <= until) {
        rows.add(row);
      }
    }
    Json json = call.json();
    return call.page(json, rows.size(), i -> write(json, chart, rows.get(i)));
  }

  private static long at(Chart chart, Row row) {
    Chance chance = chart.patient().chance(Topic.ASSESSMENT + Topic.COUNT, row.number());
    return row.madeAt(chart.between(row.number(), 6, chance));
  }

  private static void write(Json json, Chart chart, Row row) {
    Patient patient = chart.patient();
    Chance chance = patient.chance(Topic.ASSESSMENT, row.number());
    String[] template = chance.of(Vocabulary.ASSESSMENTS);
    long at = at(chart, row);
    json.object().field("assessmentId", patient.rowId(row.number()));
    json.field("patientId", chart.id()).field("facId", chart.facility().id());
    json.field("templateId", Integer.parseInt(template[0])).field("templateVersion", 4);
    json.field("assessmentDescription", template[1]);
    json.field("assessmentTypeDescription", template[2] == null ? "Scheduled" : "MDS");
    json.field("cmsTemplateId", template[2]);
    json.field("assessmentStatus", chance.percent(80) ? "Complete" : "In Progress");
    if (template[2] == null) {
      json.tenths("assessmentScore", chance.between(0, 230));
    }
    json.moment("assessmentRefDate", at);
    json.field("createdBy", chance.of(Vocabulary.STAFF)).moment("createdDate", at);
    json.field("revisionBy", chance.of(Vocabulary.STAFF));
    json.moment("revisionDate", row.touchedAt(at + Moments.DAY)).end();
  }
}
