package tributary.sandbox.pcc;

import java.util.List;

/** The people around a patient. */
final class ContactJson {
  private ContactJson() {}

  static byte[] list(Call call) throws Refusal {
    Chart chart = call.chart();
    List<Row> rows = chart.rows(Family.CONTACT);
    Json json = call.json();
    return call.page(json, rows.size(), i -> write(json, chart, rows.get(i)));
  }

  static void write(Json json, Chart chart, Row row) {
    Chance chance = chart.patient().chance(Topic.CONTACT, row.number());
    boolean female = chance.percent(55);
    json.object().field("contactId", chart.patient().rowId(row.number()));
    json.field("patientId", chart.id());
    json.field("firstName", chance.of(female ? Vocabulary.FEMALE : Vocabulary.MALE));
    json.field("lastName", chance.of(Vocabulary.LAST));
    json.field("namePrefix", female ? "Ms." : "Mr.").field("gender", female ? "FEMALE" : "MALE");
    json.field("relationship", chance.of(Vocabulary.RELATIONS));
    json.array("contactType").item(row.number() == 0 ? "Next of Kin" : "Alternate Contact");
    if (row.number() == 0 && chance.percent(50)) {
      json.item("A/R Guarantor");
    }
    json.endArray();
    json.field("homePhone", FacilityJson.phone(chance));
    Chance later =
        row.number() == 0 ? new Chance(chart.contactVersion(), Topic.CONTACT, chart.id()) : chance;
    json.field("cellPhone", FacilityJson.phone(later));
    json.field("officePhone", chance.percent(20) ? FacilityJson.phone(chance) : null);
    json.field(
        "email",
        chance.percent(60) ? "c" + row.number() + "." + chart.id() + "@mail.example" : null);
    json.field("addressLine1", chance.between(1, 990) + " " + chance.of(Vocabulary.STREETS));
    json.field("city", "Fairhaven").field("county", "Lark").field("state", "PA");
    json.field("postalCode", chance.digits(5)).field("country", "United States");
    json.field("isSurveyContact", row.number() == 0).end();
  }
}
