package tributary.sandbox.pcc;

import static tributary.sandbox.pcc.Parameter.Form.DAY;
import static tributary.sandbox.pcc.Parameter.Form.ID;
import static tributary.sandbox.pcc.Parameter.Form.IDS;
import static tributary.sandbox.pcc.Parameter.Form.MOMENT;
import static tributary.sandbox.pcc.Parameter.Form.TEXT;
import static tributary.sandbox.pcc.Parameter.optional;
import static tributary.sandbox.pcc.Parameter.required;
import static tributary.sandbox.pcc.Parameter.word;
import static tributary.sandbox.pcc.Parameter.words;
import static tributary.sandbox.pcc.Source.CONFIRMED;
import static tributary.sandbox.pcc.Source.INFERRED;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the vendor's API offers, in one place: the path under {@code /api/public/preview1}, how well
 * it is known, how large a page may be (0: it is no list of pages) and its parameters. Any other
 * parameter is refused.
 */
enum Endpoint {
  ACTIVATIONS("applications/{application}/activations", CONFIRMED, 200),
  FACILITIES("orgs/{org}/facs", CONFIRMED, 200),
  FACILITY("orgs/{org}/facs/{facId}", CONFIRMED, 0),
  UNITS("orgs/{org}/facs/{facId}/units", INFERRED, 200),
  FLOORS("orgs/{org}/facs/{facId}/floors", INFERRED, 200),
  ROOMS("orgs/{org}/facs/{facId}/rooms", INFERRED, 200),
  /** Rooms, each with its beds. Granted apart from the other three. */
  BEDS("orgs/{org}/facs/{facId}/beds", CONFIRMED, 200),
  USERS("orgs/{org}/users", INFERRED, 200, required("facId", ID)),
  PATIENTS(
      "orgs/{org}/patients",
      CONFIRMED,
      200,
      required("facId", ID),
      words("patientStatus", "New", "Current", "Discharged")),
  PATIENT(
      "orgs/{org}/patients/{patientId}",
      CONFIRMED,
      0,
      words("includeOptionalFields", "patientLegalMailingAddress")),
  ADT_RECORDS(
      "orgs/{org}/adt-records",
      CONFIRMED,
      200,
      optional("patientId", ID),
      optional("facId", ID),
      optional("adtRecordIds", IDS),
      optional("effectiveDate", DAY),
      words("recordType", "all", "adt", "outpatient")),
  ALLERGIES("orgs/{org}/allergyintolerances", CONFIRMED, 200, patient(), facility()),
  CONDITIONS("orgs/{org}/conditions", CONFIRMED, 200, patient()),
  /** Without status only active ones come. */
  MEDICATIONS(
      "orgs/{org}/medications",
      CONFIRMED,
      200,
      patient(),
      required("facId", ID),
      words("status", "active", "pending", "discontinued", "completed"),
      words("includeOptionalFields", "drugclass", "physiciandetails")),
  OBSERVATIONS("orgs/{org}/observations", CONFIRMED, 200, patient(), facility(), types(), since()),
  OBSERVATIONS_OF_PATIENT(
      "orgs/{org}/patients/{patientId}/observations", CONFIRMED, 200, types(), since()),
  IMMUNIZATIONS("orgs/{org}/immunizations", CONFIRMED, 200, patient(), facility()),
  NOTES("orgs/{org}/progress-notes", INFERRED, 200, patient()),
  /** Without dates only the last thirty days come. */
  ASSESSMENTS(
      "orgs/{org}/assessments",
      CONFIRMED,
      200,
      patient(),
      optional("startDate", MOMENT),
      optional("endDate", MOMENT)),
  CONTACTS("orgs/{org}/contacts", CONFIRMED, 200, patient(), facility()),
  CONTACTS_OF_PATIENT("orgs/{org}/patients/{patientId}/contacts", INFERRED, 200),
  /** One object with a list of payers. */
  COVERAGES("orgs/{org}/coverages", CONFIRMED, 0, patient()),
  PRACTITIONERS("orgs/{org}/practitioners", CONFIRMED, 200, patient(), facility()),
  CARE_PLANS("orgs/{org}/care-plans", CONFIRMED, 50, patient()),
  REPORTS(
      "orgs/{org}/diagnostic-reports",
      CONFIRMED,
      200,
      patient(),
      word("reportType", "laboratory", "radiology")),
  EPISODES(
      "orgs/{org}/episodes-of-care",
      CONFIRMED,
      200,
      patient(),
      word(
          "payerType",
          "managedCare",
          "medicaid",
          "medicareA",
          "medicareB",
          "medicareD",
          "other",
          "outpatient",
          "private")),
  CALENDAR(
      "orgs/{org}/calendar-occurrences",
      CONFIRMED,
      200,
      patient(),
      required("startDate", DAY).inferred(),
      required("endDate", DAY).inferred()),
  SUBSCRIPTIONS(
      "webhook-subscriptions",
      CONFIRMED,
      200,
      required("applicationName", TEXT),
      word("status", "APPROVED", "PENDING", "CANCELLED", "REJECTED", "RETIRED").byChoice(),
      optional("subscriptionDate", DAY));

  private final String[] path;
  private final Source source;
  private final int largestPage;
  private final List<Parameter> parameters;

  Endpoint(String path, Source source, int largestPage, Parameter... parameters) {
    this.path = path.split("/");
    this.source = source;
    this.largestPage = largestPage;
    this.parameters = List.of(parameters);
  }

  private static Parameter patient() {
    return required("patientId", ID);
  }

  private static Parameter facility() {
    return optional("facId", ID);
  }

  private static Parameter types() {
    return words("type", Vocabulary.OBSERVATION_TYPES);
  }

  private static Parameter since() {
    return optional("since", MOMENT).inferred();
  }

  /** Finds what a path names, and fills in what stands in its variable parts. */
  static Optional<Endpoint> of(String[] asked, Map<String, String> variables) {
    for (Endpoint endpoint : values()) {
      if (endpoint.matches(asked, variables)) {
        return Optional.of(endpoint);
      }
    }
    return Optional.empty();
  }

  private boolean matches(String[] asked, Map<String, String> variables) {
    if (asked.length != path.length) {
      return false;
    }
    variables.clear();
    for (int i = 0; i < path.length; i++) {
      if (path[i].startsWith("{")) {
        variables.put(path[i].substring(1, path[i].length() - 1), asked[i]);
      } else if (!path[i].equals(asked[i])) {
        return false;
      }
    }
    return true;
  }

  /** The name by which a fault or a refusal speaks of it: the last fixed part of its path. */
  String resource() {
    String last = path[path.length - 1];
    return last.startsWith("{") ? path[path.length - 2] : last;
  }

  /** The path after the API's base, with its variable parts in braces. */
  String path() {
    return String.join("/", path);
  }

  boolean ofOrganization() {
    return path[0].equals("orgs");
  }

  Source source() {
    return source;
  }

  boolean paged() {
    return largestPage > 0;
  }

  int largestPage() {
    return largestPage;
  }

  List<Parameter> parameters() {
    return parameters;
  }
}
