package tributary.plugin.pcc;

import static tributary.plugin.pcc.PccTable.Scope.PATIENT;
import static tributary.plugin.pcc.PccTables.table;

import java.util.List;

/** What is planned for a patient, by whom, and when. */
final class CareTables {
  private CareTables() {}

  static List<PccTable> all() {
    // Pages of care plans have at most 50: confirmed.
    PccTable plans =
        table(
                PATIENT,
                "care_plans",
                "Care plans",
                "orgs/{org}/care-plans?patientId={patientId}",
                """
                carePlanId# patientId# facId# status nextReviewDate@ closedDate! closureReason
                createdBy createdDate! revisionBy revisionDate!
                """,
                "patientId",
                "carePlanId")
            .pagesOf(50);
    return List.of(
        // Without a beginning only the last thirty days come; it is a full moment: confirmed.
        table(
            PATIENT,
            "assessments",
            "Assessments",
            "orgs/{org}/assessments?patientId={patientId}&startDate=1900-01-01T00:00:00.000Z",
            """
            assessmentId# patientId# facId# templateId# templateVersion# assessmentDescription
            assessmentTypeDescription cmsTemplateId assessmentStatus assessmentScore%
            assessmentRefDate! createdBy createdDate! revisionBy revisionDate!
            """,
            "patientId",
            "assessmentId"),
        plans,
        plans.child(
            "care_plan_focuses",
            "Care plan focuses",
            "focuses",
            "^patientId# ^carePlanId# position# focusId# description status createdDate!",
            "patientId",
            "carePlanId",
            "position"),
        plans.child(
            "care_plan_goals",
            "Care plan goals",
            "focuses/goals",
            "^patientId# ^carePlanId# ~focusId# position# goalId# description status",
            "patientId",
            "carePlanId",
            "position"),
        plans.child(
            "care_plan_interventions",
            "Care plan interventions",
            "focuses/interventions",
            "^patientId# ^carePlanId# ~focusId# position# interventionId# description",
            "patientId",
            "carePlanId",
            "position"),
        table(
                PATIENT,
                "episodes_of_care",
                "Episodes of care",
                "orgs/{org}/episodes-of-care?patientId={patientId}&payerType={variant}",
                """
                episodeId# patientId# name type status payerName payerType model startDate@
                endDate@
                """,
                "patientId",
                "episodeId")
            // One is required, and there is no word for all: confirmed.
            .askedBy(
                "managedCare",
                "medicaid",
                "medicareA",
                "medicareB",
                "medicareD",
                "other",
                "outpatient",
                "private"),
        table(
            PATIENT,
            "practitioners",
            "Practitioners",
            "orgs/{org}/practitioners?patientId={patientId}&facId={facId}",
            """
            practitionerId# patientId# facId# firstName lastName title npi providerType
            taxonomyCode relation phone
            """,
            "patientId",
            "practitionerId"),
        // That both days are required is inferred.
        table(
            PATIENT,
            "calendar",
            "Calendar",
            "orgs/{org}/calendar-occurrences?patientId={patientId}&startDate={from}&endDate={to}",
            """
            occurrenceId# patientId# facId# title startDateTime! endDateTime! location
            """,
            "patientId",
            "occurrenceId"));
  }
}
