package tributary.sandbox.pcc;

import java.util.List;

/** Vaccinations and tests of the skin. */
final class ImmunizationJson {
  private ImmunizationJson() {}

  static byte[] list(Call call) throws Refusal {
    Chart chart = call.chart();
    List<Row> rows = chart.rows(Family.IMMUNIZATION);
    Json json = call.json();
    return call.page(json, rows.size(), i -> write(json, chart, rows.get(i)));
  }

  private static void write(Json json, Chart chart, Row row) {
    Patient patient = chart.patient();
    Chance chance = patient.chance(Topic.IMMUNIZATION, row.number());
    String[] vaccine = chance.of(Vocabulary.VACCINES);
    boolean given = chance.percent(82);
    long at = row.madeAt(chart.between(row.number(), 8, chance));
    json.object().field("immunizationId", patient.rowId(row.number()));
    json.field("patientId", chart.id()).field("immunization", vaccine[0]);
    json.field("cvxCode", vaccine[1]).field("cvxDescription", vaccine[2]);
    json.field("consentStatus", given ? "Complete" : "Consent Refused").field("given", given);
    json.moment("administrationDateTime", given ? at : Moments.NEVER);
    if (given) {
      json.field("routeOfAdministration", "Intramuscular");
      json.field("locationGiven", chance.percent(50) ? "Left Deltoid" : "Right Deltoid");
      json.object("amountAdministered").tenths("value", 5).field("unit", "ml").end();
      json.field("manufacturerName", "Northfield Biologics");
      json.field("lotNumber", "LT" + chance.digits(5));
      json.day("substanceExpirationDate", at + chance.between(60, 600) * Moments.DAY);
      json.field("administeredBy", chance.of(Vocabulary.STAFF));
    } else {
      json.field("reasonRefused", "Resident declined");
    }
    json.field("results", vaccine[1].equals("96") ? "Negative" : null);
    json.field("createdBy", chance.of(Vocabulary.STAFF)).moment("createdDateTime", at);
    json.moment("revisionDateTime", row.touchedAt(at)).end();
  }
}
