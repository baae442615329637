package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;

/** Vital signs. */
final class ObservationJson {
  private ObservationJson() {}

  static byte[] list(Call call) throws Refusal {
    Chart chart = call.chart();
    int fromStart = Family.OBSERVATION.fromStart(chart.patient());
    List<Row> rows = chart.rows(Family.OBSERVATION);
    if (call.has("type") || call.has("since")) {
      List<Row> wanted = new ArrayList<>();
      for (Row row : rows) {
        if (call.wants("type", type(row))
            && (!call.has("since") || at(chart, row, fromStart) >= call.moment("since"))) {
          wanted.add(row);
        }
      }
      rows = wanted;
    }
    List<Row> page = rows;
    Json json = call.json();
    return call.page(json, page.size(), i -> write(json, chart, page.get(i), fromStart));
  }

  private static String type(Row row) {
    return Vocabulary.OBSERVATION_TYPES[row.number() % Vocabulary.OBSERVATION_TYPES.length];
  }

  private static long at(Chart chart, Row row, int fromStart) {
    if (Moments.known(row.created())) {
      return row.created();
    }
    Chance chance = chart.patient().chance(Topic.OBSERVATION + Topic.COUNT, row.number());
    return chart.between(row.number(), fromStart, chance);
  }

  private static void write(Json json, Chart chart, Row row, int fromStart) {
    Chance chance = chart.patient().chance(Topic.OBSERVATION, row.number());
    String type = type(row);
    json.object().field("observationId", chart.patient().rowId(row.number()));
    json.field("patientId", chart.id()).field("type", type);
    switch (type) {
      case "bloodPressure" -> {
        int systolic = chance.between(104, 168);
        json.field("value", systolic).field("systolicValue", systolic);
        json.field("diastolicValue", chance.between(56, 94));
        measured(json, "mmHg", "mm[Hg]", "Sitting l/arm", "10904000");
      }
      case "heartrate" -> {
        json.field("value", chance.between(54, 104));
        measured(json, "bpm", "/min", "Regular", "248649006");
      }
      case "temperature" -> {
        json.tenths("value", chance.between(966, 1_004));
        measured(json, "°F", "[degF]", "Forehead", "415945006");
      }
      case "respirations" -> {
        json.field("value", chance.between(14, 24));
        measured(json, "Breaths/min", "/min", null, null);
      }
      case "oxygenSaturation" -> {
        json.field("value", chance.between(88, 99));
        measured(json, "%", "%", "Room Air", "722742002");
      }
      case "weight" -> {
        json.tenths("value", chance.between(980, 2_280));
        measured(json, "Lbs", "[lb_av]", "Wheelchair", null);
      }
      case "bloodSugar" -> {
        json.field("value", chance.between(78, 286));
        measured(json, "mg/dL", "mg/dL", null, null);
      }
      case "painLevel" -> {
        json.field("value", chance.below(11));
        measured(json, null, "{score}", "Numerical", null);
      }
      default -> {
        json.tenths("value", chance.between(580, 740));
        measured(json, "In", "[in_i]", "Lying down", null);
      }
    }
    json.moment("recordedDate", at(chart, row, fromStart));
    json.field("recordedBy", chance.of(Vocabulary.STAFF)).field("strikeOutFlag", false);
    json.array("warnings");
    if (chance.percent(4)) {
      json.object().field("description", "Out of range").field("cleared", chance.percent(50)).end();
    }
    json.endArray().end();
  }

  private static void measured(Json json, String unit, String ucum, String method, String code) {
    json.field("unit", unit).object("unitCode").field("system", "http://unitsofmeasure.org");
    json.field("code", ucum).end().field("method", method);
    if (code != null) {
      json.concept("methodCode", "codings", "http://snomed.info/sct", code, method);
    }
  }
}
