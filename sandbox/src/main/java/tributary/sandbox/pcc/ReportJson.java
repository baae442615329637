package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;

/** Reports of laboratories and radiologists, with their results. */
final class ReportJson {
  private ReportJson() {}

  static byte[] list(Call call) throws Refusal {
    Chart chart = call.chart();
    List<Row> rows = new ArrayList<>();
    for (Row row : chart.rows(Family.REPORT)) {
      if (type(row).equals(call.text("reportType"))) {
        rows.add(row);
      }
    }
    Json json = call.json();
    return call.page(json, rows.size(), i -> write(json, chart, rows.get(i)));
  }

  private static String type(Row row) {
    return row.number() % 3 == 2 ? "radiology" : "laboratory";
  }

  private static void write(Json json, Chart chart, Row row) {
    Patient patient = chart.patient();
    Chance chance = patient.chance(Topic.REPORT, row.number());
    boolean laboratory = type(row).equals("laboratory");
    long at = chart.between(row.number(), 5, chance);
    json.object().field("reportId", Integer.toString(patient.rowId(row.number())));
    json.field("patientId", chart.id());
    json.field("reportName", laboratory ? "Basic Metabolic Panel" : "Chest X-ray, 2 views");
    json.field("reportType", type(row)).field("reportStatus", "Final");
    json.array("category").item(laboratory ? "Chemistry" : "Radiology").endArray();
    json.field("performingLaboratory", laboratory ? "Lakeshore Diagnostics" : null);
    json.object("orderingPractitioner").field("firstName", chance.of(Vocabulary.FEMALE));
    json.field("lastName", chance.of(Vocabulary.LAST)).field("npi", chance.digits(10)).end();
    json.moment("effectiveDateTime", at).moment("issuedDateTime", at + 6 * Moments.HOUR);
    json.field("reportFile", false).array("testSet");
    if (laboratory) {
      json.object().field("panelName", "Basic Metabolic Panel");
      json.array("results");
      result(json, "2951-2", "Sodium", chance.between(132, 147), "mmol/L", "136-145");
      result(json, "2823-3", "Potassium", chance.between(3, 6), "mmol/L", "3.5-5.1");
      result(json, "3094-0", "Urea nitrogen", chance.between(8, 44), "mg/dL", "7-20");
      json.endArray().end();
    }
    json.endArray().end();
  }

  private static void result(
      Json json, String code, String name, int value, String unit, String range) {
    json.object().field("resultStatus", "Final").field("code", code);
    json.field("codeSystem", "http://loinc.org").field("observationName", name);
    json.object("valueQuantity").field("value", value).field("unitText", unit).end();
    json.field("referenceRange", range).end();
  }
}
