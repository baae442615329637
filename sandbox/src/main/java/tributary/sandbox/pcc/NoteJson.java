package tributary.sandbox.pcc;

import java.util.List;

/** Progress notes. */
final class NoteJson {
  private NoteJson() {}

  static byte[] list(Call call) throws Refusal {
    Chart chart = call.chart();
    List<Row> rows = chart.rows(Family.NOTE);
    Json json = call.json();
    return call.page(json, rows.size(), i -> write(json, chart, rows.get(i)));
  }

  private static void write(Json json, Chart chart, Row row) {
    Patient patient = chart.patient();
    Chance chance = patient.chance(Topic.NOTE, row.number());
    long at = row.madeAt(chart.between(row.number(), 16, chance));
    json.object().field("progressNoteId", patient.rowId(row.number()));
    json.field("patientId", chart.id()).field("facId", chart.facility().id());
    json.field("progressNoteType", chance.of(Vocabulary.NOTE_TYPES));
    json.moment("effectiveDate", at).moment("createdDate", at + 600);
    json.field("createdBy", chance.of(Vocabulary.STAFF));
    json.concept("noteCode", "codings", "http://loinc.org", "34746-8", "Nurse Note");
    json.array("sections").object().field("name", "Note Text");
    json.field("value", chance.of(Vocabulary.NOTE_TEXTS)).end();
    if (chance.percent(30)) {
      json.object().field("name", "Plan");
      json.field("value", "Continue to monitor; notify the physician of any change.").end();
    }
    json.endArray();
    if (row.number() > 0 && chance.percent(10)) {
      json.object("followUpTo").field("progressNoteId", patient.rowId(row.number() - 1)).end();
    }
    json.end();
  }
}
