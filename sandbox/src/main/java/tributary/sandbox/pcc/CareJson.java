package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;

/** The care team, its plans, episodes of care and the calendar. */
final class CareJson {
  private CareJson() {}

  static byte[] practitioners(Call call) throws Refusal {
    Chart chart = call.chart();
    List<Row> rows = chart.rows(Family.PRACTITIONER);
    Json json = call.json();
    return call.page(
        json,
        rows.size(),
        i -> {
          // A practitioner cares for many: who it is follows from the facility, not the patient.
          int which = (chart.id() % 5 + i) % 12;
          Chance chance =
              new Chance(
                  chart.patient().seed(),
                  Topic.PRACTITIONER,
                  chart.facility().number() * 100L + which);
          String[] provider = Vocabulary.PROVIDERS[i % Vocabulary.PROVIDERS.length];
          json.object().field("practitionerId", chart.facility().id() * 1_000 + which);
          json.field("patientId", chart.id()).field("facId", chart.facility().id());
          json.field("firstName", chance.of(Vocabulary.FEMALE));
          json.field("lastName", chance.of(Vocabulary.LAST)).field("title", provider[0]);
          json.field("npi", chance.digits(10)).field("providerType", provider[1]);
          json.field("taxonomyCode", provider[2]);
          json.field("relation", i == 0 ? "Primary Physician" : "Consultant");
          json.field("phone", FacilityJson.phone(chance)).end();
        });
  }

  static byte[] plans(Call call) throws Refusal {
    Chart chart = call.chart();
    Patient patient = chart.patient();
    List<Row> rows = chart.rows(Family.CARE_PLAN);
    Json json = call.json();
    return call.page(
        json,
        rows.size(),
        i -> {
          Chance chance = patient.chance(Topic.CARE_PLAN, i);
          long made = patient.admitted() + 2 * Moments.DAY;
          boolean closed = chart.status() == Patient.Status.DISCHARGED;
          json.object().field("carePlanId", patient.rowId(i)).field("patientId", chart.id());
          json.field("facId", chart.facility().id()).field("status", closed ? "Closed" : "Active");
          json.day("nextReviewDate", closed ? Moments.NEVER : call.now() + 40 * Moments.DAY);
          json.moment("closedDate", closed ? chart.discharged() : Moments.NEVER);
          json.field("closureReason", closed ? "Discharged" : null);
          json.array("focuses");
          int focuses = chance.between(1, 4);
          for (int n = 0; n < focuses; n++) {
            focus(json, patient, chance, n, made);
          }
          json.endArray().field("createdBy", chance.of(Vocabulary.STAFF));
          json.moment("createdDate", made).field("revisionBy", chance.of(Vocabulary.STAFF));
          json.moment("revisionDate", closed ? chart.discharged() : made).end();
        });
  }

  private static void focus(Json json, Patient patient, Chance chance, int n, long made) {
    int id = patient.rowId(n);
    String about = chance.of(Vocabulary.DIAGNOSES)[1];
    json.object().field("focusId", id).field("description", "At risk related to " + about);
    json.field("status", "Active").moment("createdDate", made);
    json.array("goals").object().field("goalId", id);
    json.field("description", "Will remain free of complications through review date");
    json.field("status", "Active").end().endArray();
    json.array("interventions").object().field("interventionId", id);
    json.field("description", "Observe and report changes each shift").end().endArray().end();
  }

  static byte[] episodes(Call call) throws Refusal {
    Chart chart = call.chart();
    Patient patient = chart.patient();
    List<Row> rows = new ArrayList<>();
    for (Row row : chart.rows(Family.EPISODE)) {
      if (CoverageJson.payer(chart, row.number())[1].equals(call.text("payerType"))) {
        rows.add(row);
      }
    }
    Json json = call.json();
    return call.page(
        json,
        rows.size(),
        i -> {
          int number = rows.get(i).number();
          String[] payer = CoverageJson.payer(chart, number);
          boolean over = chart.status() == Patient.Status.DISCHARGED;
          json.object().field("episodeId", patient.rowId(number)).field("patientId", chart.id());
          json.field("name", "Stay " + (number + 1)).field("type", "Post-acute");
          json.field("status", over ? "Closed" : "Active").field("payerName", payer[0]);
          json.field("payerType", payer[1]).field("model", "Fee for service");
          json.day("startDate", patient.admitted());
          json.day("endDate", over ? chart.discharged() : Moments.NEVER).end();
        });
  }

  static byte[] calendar(Call call) throws Refusal {
    Chart chart = call.chart();
    Patient patient = chart.patient();
    long from = java.time.LocalDate.parse(call.text("startDate")).toEpochDay() * Moments.DAY;
    long until = java.time.LocalDate.parse(call.text("endDate")).toEpochDay() * Moments.DAY;
    if (until < from) {
      throw Refusal.badParameter("Parameter 'endDate' must not be before 'startDate'.");
    }
    List<Long> moments = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (Row row : chart.rows(Family.CALENDAR)) {
      Chance chance = patient.chance(Topic.CALENDAR, row.number());
      long at = chart.lastFromStart() + chance.between(-60, 60) * Moments.DAY + 9 * Moments.HOUR;
      if (at >= from && at < until + Moments.DAY) {
        rows.add(row);
        moments.add(at);
      }
    }
    Json json = call.json();
    return call.page(
        json,
        rows.size(),
        i -> {
          Chance chance = patient.chance(Topic.CALENDAR + Topic.COUNT, rows.get(i).number());
          json.object().field("occurrenceId", patient.rowId(rows.get(i).number()));
          json.field("patientId", chart.id()).field("facId", chart.facility().id());
          json.field(
              "title",
              chance.of(
                  new String[] {"Podiatry visit", "Dialysis", "Care conference", "Eye exam"}));
          json.moment("startDateTime", moments.get(i));
          json.moment("endDateTime", moments.get(i) + Moments.HOUR);
          json.field("location", chance.percent(50) ? "On site" : "Cedar Valley Clinic").end();
        });
  }
}
