package tributary.plugin.pcc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.spi.EventGroup;
import tributary.spi.TableName;

/**
 * Which events there are, in which groups, and which tables each is about. Groups and names:
 * confirmed. Which tables an event may change: inferred from what it is called.
 */
final class PccEvents {
  private static final String PERSON = "patients patient_races";
  private static final String STAY = PERSON + " adt_records";

  /** Who comes brings what belongs to him along. */
  private static final String ARRIVAL =
      STAY
          + " contacts coverages coverage_payers practitioners conditions allergies"
          + " allergy_reactions medications medication_schedules";

  private static final String PAYERS = "patients patient_races coverages coverage_payers";
  private static final String ALLERGIES = "allergies allergy_reactions";
  private static final String MEDICATIONS = "medications medication_schedules";

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "ADT01",
              "Admissions, discharges, transfers",
              "A resident is admitted, discharged, transferred, or his record is updated.",
              Map.of(
                  "patient.admit",
                  ARRIVAL,
                  "patient.readmit",
                  ARRIVAL,
                  "patient.cancelAdmit",
                  STAY,
                  "patient.discharge",
                  STAY,
                  "patient.cancelDischarge",
                  STAY,
                  "patient.transfer",
                  STAY,
                  "patient.cancelTransfer",
                  STAY,
                  "patient.updateResidentInfo",
                  PERSON)),
          new Group(
              "ADT02",
              "Leaves",
              "A resident goes on leave or comes back.",
              Map.of(
                  "patient.leave",
                  STAY,
                  "patient.returnFromLeave",
                  STAY,
                  "patient.cancelLeave",
                  STAY,
                  "patient.cancelReturnFromLeave",
                  STAY)),
          new Group(
              "ADT03",
              "Pre-admissions",
              "A resident is expected.",
              Map.of("patient.preAdmit", ARRIVAL)),
          new Group(
              "ADT04",
              "Outpatients",
              "An outpatient becomes an inpatient, or the other way round.",
              Map.of("patient.outpatientToInpatient", STAY, "patient.inpatientToOutpatient", STAY)),
          new Group(
              "ADT05",
              "Contacts",
              "Contacts of a resident are updated.",
              Map.of("patient.updateContactInfo", "contacts")),
          new Group(
              "ADT06",
              "Accounts",
              "Who pays for a resident is updated.",
              Map.of(
                  "patient.updateAccount",
                  PAYERS,
                  "patient.updateAccountOnReturnFromLeave",
                  PAYERS)),
          new Group(
              "ADT07",
              "Privacy consent",
              "A resident's consent to the exchange of his data is updated.",
              Map.of("patient.updateHIEPrivacyConsent", PERSON)),
          new Group(
              "ALL01",
              "Allergies added or struck out",
              "An allergy is added or struck out.",
              Map.of("allergy.add", ALLERGIES, "allergy.strikeout", ALLERGIES)),
          new Group(
              "ALL02",
              "Allergies updated",
              "An allergy is updated.",
              Map.of("allergy.update", ALLERGIES)),
          new Group(
              "MED01",
              "Medications added or ended",
              "A medication is added, discontinued or struck out.",
              Map.of(
                  "medication.add",
                  MEDICATIONS,
                  "medication.discontinue",
                  MEDICATIONS,
                  "medication.strikeout",
                  MEDICATIONS)),
          new Group(
              "MED02",
              "Medications updated",
              "A medication is updated or goes on after all.",
              Map.of(
                  "medication.cancelDiscontinue", MEDICATIONS, "medication.update", MEDICATIONS)));

  private static final Map<String, List<TableName>> TABLES = tables();

  private PccEvents() {}

  /**
   * Events that are subscribed together.
   *
   * @param events names of tables with blanks between, by event
   */
  private record Group(String key, String label, String about, Map<String, String> events) {
    EventGroup told() {
      Set<TableName> all = new LinkedHashSet<>();
      events.values().forEach(tables -> all.addAll(named(tables)));
      return new EventGroup(key, label, about, all);
    }
  }

  private static List<TableName> named(String tables) {
    List<TableName> names = new ArrayList<>();
    for (String name : tables.split(" ")) {
      names.add(PccTables.named(name).orElseThrow().tableName());
    }
    return names;
  }

  private static Map<String, List<TableName>> tables() {
    Map<String, List<TableName>> all = new LinkedHashMap<>();
    GROUPS.forEach(
        group -> group.events().forEach((event, tables) -> all.put(event, named(tables))));
    return all;
  }

  static List<EventGroup> groups() {
    return GROUPS.stream().map(Group::told).toList();
  }

  /** Returns the tables that an event is about; empty: there is no such event. */
  static Optional<List<TableName>> tablesOf(String event) {
    return Optional.ofNullable(TABLES.get(event));
  }

  /** Returns whether any event is about a table; all of them name the patient. */
  static boolean tellOf(TableName table) {
    return TABLES.values().stream().anyMatch(tables -> tables.contains(table));
  }
}
