package tributary.sandbox.pcc;

import java.util.BitSet;
import java.util.List;

/** Facilities and what they are built of. */
final class FacilityJson {
  private static final String[][] ACTIONS = {
    {"AA", "Actual Admit", "Admission"},
    {"TI", "Transfer In", "Return from Leave"},
    {"TO", "Transfer Out", "Leave"},
    {"TRN", "Room Change", "Internal Transfer"},
    {"DD", "Discharge", "Discharge"},
    {"DE", "Deceased", "Death"}
  };

  private FacilityJson() {}

  static byte[] list(Call call) {
    List<Facility> facilities = call.world().organization().facilities();
    Json json = call.json();
    return call.page(
        json,
        facilities.size(),
        i -> {
          json.object();
          summary(json, call.world().organization(), facilities.get(i));
          json.end();
        });
  }

  static byte[] one(Call call) throws Refusal {
    Facility facility = call.facility();
    Json json = call.json().object();
    summary(json, call.world().organization(), facility);
    json.object("clinicalConfiguration").object("units");
    json.field("bloodPressure", "mmHg").field("bloodSugar", "mg/dL").field("heartRate", "bpm");
    json.field("height", "In").field("oxygenSaturation", "%").field("temperature", "°F");
    json.field("respirations", "Breaths/min").field("weight", "Lbs").end().end();
    json.object("pickList").array("censusActionCode");
    for (int i = 0; i < ACTIONS.length; i++) {
      json.object().field("id", i + 1).field("actionCode", ACTIONS[i][0]);
      json.field("actionType", ACTIONS[i][1]).field("standardActionType", ACTIONS[i][2]).end();
    }
    json.endArray();
    descriptions(json, "contactRelationships", Vocabulary.RELATIONS);
    descriptions(json, "religion", Vocabulary.RELIGIONS);
    return json.end().end().bytes();
  }

  private static void summary(Json json, Organization organization, Facility facility) {
    Chance chance = new Chance(organization.seed(), Topic.FACILITY, facility.number());
    json.field("facId", facility.id()).field("facilityCode", facility.code());
    json.field("facilityName", facility.name()).field("orgId", Organization.ORG_ID);
    json.field("orgUuid", organization.uuid()).field("orgName", Organization.NAME);
    json.field("addressLine1", chance.between(100, 9_900) + " " + chance.of(Vocabulary.STREETS));
    json.field("city", facility.place()).field("state", facility.state());
    json.field("postalCode", chance.digits(5)).field("country", "USA");
    json.field("phone", phone(chance)).field("fax", phone(chance));
    json.field("emailAddress", "office" + facility.code() + "@larkmere.example");
    json.field("bedCount", facility.beds()).field("active", true).field("headOffice", false);
    json.field("facilityStatus", "Live").field("healthType", facility.lineOfBusiness());
    json.object("lineOfBusiness").field("shortDesc", facility.lineOfBusiness());
    json.field("longDesc", longName(facility.lineOfBusiness())).end();
    json.field("billingStyleCountry", "USA").field("countryId", 100);
    json.field("environment", "sandbox").field("orgDbType", "Production");
    json.field("isOmpiEnabled", true).field("timeZone", facility.zone());
  }

  private static String longName(String line) {
    return switch (line) {
      case "ALF" -> "Assisted Living Facility";
      case "IL" -> "Independent Living";
      default -> "Skilled Nursing Facility";
    };
  }

  private static void descriptions(Json json, String name, String[] words) {
    json.array(name);
    for (int i = 0; i < words.length; i++) {
      json.object().field("id", i + 1).field("description", words[i]).end();
    }
    json.endArray();
  }

  static String phone(Chance chance) {
    return "(" + chance.digits(3) + ") 555-01" + chance.digits(2);
  }

  static byte[] units(Call call) throws Refusal {
    Facility facility = call.facility();
    Json json = call.json();
    return call.page(
        json,
        facility.units(),
        unit -> {
          json.object().field("unitId", facility.unitId(unit));
          json.field("unitDesc", facility.unitName(unit)).field("facId", facility.id()).end();
        });
  }

  static byte[] floors(Call call) throws Refusal {
    Facility facility = call.facility();
    Json json = call.json();
    return call.page(
        json,
        facility.floors(),
        floor -> {
          json.object().field("floorId", facility.floorId(floor));
          json.field("floorDesc", facility.floorName(floor)).field("facId", facility.id()).end();
        });
  }

  static byte[] rooms(Call call) throws Refusal {
    Facility facility = call.facility();
    Json json = call.json();
    return call.page(json, facility.rooms(), room -> room(json, facility, room).end());
  }

  static byte[] beds(Call call) throws Refusal {
    Facility facility = call.facility();
    BitSet taken = call.world().occupied(facility);
    Json json = call.json();
    return call.page(
        json,
        facility.rooms(),
        room -> {
          room(json, facility, room).array("beds");
          for (int bed = room * 2; bed < room * 2 + 2; bed++) {
            json.object().field("id", facility.bedId(bed));
            json.field("description", facility.bedName(bed)).field("isOccupied", taken.get(bed));
            json.field("isMedicareCertified", room % 3 != 0);
            json.field("isMedicaidCertified", room % 4 != 0);
            json.field("isCompanionBed", room % 7 == 0).end();
          }
          json.endArray().end();
        });
  }

  private static Json room(Json json, Facility facility, int room) {
    json.object().field("roomId", facility.roomId(room));
    json.field("roomDesc", facility.roomName(room)).field("facId", facility.id());
    json.field("unitId", facility.unitId(facility.unitOf(room * 2)));
    json.field("unitDesc", facility.unitName(facility.unitOf(room * 2)));
    json.field("floorId", facility.floorId(facility.floorOf(room * 2)));
    return json.field("floorDesc", facility.floorName(facility.floorOf(room * 2)));
  }

  static byte[] users(Call call) throws Refusal {
    Facility facility = call.facility();
    Organization organization = call.world().organization();
    Json json = call.json();
    return call.page(
        json,
        12 + facility.beds() / 5,
        i -> {
          Chance chance =
              new Chance(organization.seed(), Topic.USER, facility.number() * 10_000L + i);
          boolean female = chance.percent(70);
          String first = chance.of(female ? Vocabulary.FEMALE : Vocabulary.MALE);
          json.object().field("userId", facility.id() * 10_000 + i + 1);
          json.field("firstName", first).field("lastName", chance.of(Vocabulary.LAST));
          json.field("loginName", "larkmere.u" + facility.id() + "n" + (i + 1));
          json.field("title", chance.of(new String[] {"RN", "LPN", "CNA", "Administrator"}));
          json.field("enabled", chance.percent(90)).field("facId", facility.id()).end();
        });
  }
}
