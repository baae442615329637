package tributary.sandbox.pcc;

import java.util.List;

/** What a patient does not tolerate. */
final class AllergyJson {
  private AllergyJson() {}

  static byte[] list(Call call) throws Refusal {
    Chart chart = call.chart();
    List<Row> rows = chart.rows(Family.ALLERGY);
    Json json = call.json();
    return call.page(json, rows.size(), i -> write(json, chart, rows.get(i)));
  }

  private static void write(Json json, Chart chart, Row row) {
    Patient patient = chart.patient();
    Chance chance = patient.chance(Topic.ALLERGY, row.number());
    String[] allergen = chance.of(Vocabulary.ALLERGENS);
    String severity = chance.of(new String[] {"Mild", "Moderate", "Severe", "Unknown"});
    long made = row.madeAt(patient.created() + 3_600L * (row.number() + 1));
    json.object().field("allergyIntoleranceId", patient.rowId(row.number()));
    json.field("patientId", chart.id()).field("allergen", allergen[0]);
    String system =
        allergen[1].equals("Drug")
            ? "http://www.nlm.nih.gov/research/umls/rxnorm"
            : "http://snomed.info/sct";
    json.concept("allergenCode", "codings", system, allergen[2], allergen[0]);
    json.field("category", allergen[1]);
    json.field("clinicalStatus", "Active");
    json.field("type", chance.percent(80) ? "Allergy" : "Intolerance");
    json.field("severity", Moments.known(row.revised()) ? "Severe" : severity);
    json.object("reaction").array("manifestations").object();
    json.field("systemName", "SNOMED CT").field("systemNameSpace", "2.16.840.1.113883.6.96");
    json.field("code", allergen[4]).field("displayName", allergen[3]).end().endArray().end();
    json.field("reactionNote", chance.percent(25) ? "Reported by family." : null);
    json.field("reactionType", chance.percent(50) ? "Systemic" : null);
    json.day("onsetDate", made - chance.between(100, 9_000) * Moments.DAY);
    json.field("createdBy", chance.of(Vocabulary.STAFF)).moment("createdDate", made);
    json.field("revisionBy", chance.of(Vocabulary.STAFF));
    json.moment("revisionDate", row.touchedAt(made)).end();
  }
}
