package tributary.sandbox.pcc;

import java.util.List;
import java.util.Map;

/** Something to tell subscribers: a signal that names what changed, without the content. */
record Event(
    String messageId,
    String eventType,
    String orgUuid,
    int facId,
    int patientId,
    List<String> resourceIds,
    long at) {
  /** Which events a subscription to a group is told of [confirmed]. */
  static final Map<String, List<String>> GROUPS =
      Map.ofEntries(
          Map.entry(
              "ADT01",
              List.of(
                  "patient.admit",
                  "patient.readmit",
                  "patient.cancelAdmit",
                  "patient.discharge",
                  "patient.cancelDischarge",
                  "patient.transfer",
                  "patient.cancelTransfer",
                  "patient.updateResidentInfo")),
          Map.entry(
              "ADT02",
              List.of(
                  "patient.leave",
                  "patient.returnFromLeave",
                  "patient.cancelLeave",
                  "patient.cancelReturnFromLeave")),
          Map.entry("ADT03", List.of("patient.preAdmit")),
          Map.entry(
              "ADT04", List.of("patient.outpatientToInpatient", "patient.inpatientToOutpatient")),
          Map.entry("ADT05", List.of("patient.updateContactInfo")),
          Map.entry(
              "ADT06", List.of("patient.updateAccount", "patient.updateAccountOnReturnFromLeave")),
          Map.entry("ADT07", List.of("patient.updateHIEPrivacyConsent")),
          Map.entry("ALL01", List.of("allergy.add", "allergy.strikeout")),
          Map.entry("ALL02", List.of("allergy.update")),
          Map.entry(
              "MED01", List.of("medication.add", "medication.discontinue", "medication.strikeout")),
          Map.entry("MED02", List.of("medication.cancelDiscontinue", "medication.update")));

  boolean concerns(Subscription subscription) {
    return subscription.eventGroupList().stream()
        .anyMatch(group -> GROUPS.get(group).contains(eventType));
  }

  /** The message; {@code eventDate} and {@code messageDate} are ISO moments. */
  String json() {
    Json json = new Json().object().field("messageId", messageId).field("eventType", eventType);
    json.moment("eventDate", at).moment("messageDate", at).field("orgUuid", orgUuid);
    json.field("facId", facId).field("patientId", patientId).array("resourceId");
    resourceIds.forEach(json::item);
    return json.endArray().end().toString();
  }
}
