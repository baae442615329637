package tributary.plugin.pcc;

import static tributary.plugin.pcc.PccTable.Scope.PATIENT;
import static tributary.plugin.pcc.PccTables.table;

import java.util.List;

/**
 * What is known of a patient's health. All are asked for patient by patient: confirmed; of the
 * progress notes' path and fields that is inferred.
 */
final class ClinicalTables {
  private ClinicalTables() {}

  static List<PccTable> all() {
    PccTable allergies =
        table(
            PATIENT,
            "allergies",
            "Allergies",
            "orgs/{org}/allergyintolerances?patientId={patientId}&facId={facId}",
            """
            allergyIntoleranceId# patientId# allergen allergenCode* category clinicalStatus type
            severity reaction* reactionNote reactionType onsetDate@ resolvedDate@ createdBy
            createdDate! revisionBy revisionDate!
            """,
            "patientId",
            "allergyIntoleranceId");
    // Without status only active ones come: confirmed.
    PccTable medications =
        table(
            PATIENT,
            "medications",
            "Medications",
            "orgs/{org}/medications?patientId={patientId}&facId={facId}"
                + "&status=active,pending,discontinued,completed",
            """
            orderId# patientId# clientId# facId# status residentNumber description brandName
            generic strength strengthUOM rxNormId ddId# directions narcotic?
            controlledSubstanceCode administration* orderDate! startDate! startDateTime! endDate!
            endDateTime! discontinueDate! createdBy createdDate! revisionBy revisionDate!
            """,
            "patientId",
            "orderId");
    // That "since" compares the moment of recording is inferred.
    PccTable observations =
        table(
                PATIENT,
                "observations",
                "Observations",
                "orgs/{org}/observations?patientId={patientId}&facId={facId}",
                """
                observationId# patientId# type value% systolicValue% diastolicValue% unit unitCode*
                method methodCode* recordedDate! recordedBy strikeOutFlag? warnings*
                """,
                "patientId",
                "observationId")
            .changedSince("since");
    PccTable notes =
        table(
            PATIENT,
            "progress_notes",
            "Progress notes",
            "orgs/{org}/progress-notes?patientId={patientId}",
            """
            progressNoteId# patientId# facId# progressNoteType noteCode* effectiveDate! createdBy
            createdDate! followUpTo.progressNoteId#
            """,
            "patientId",
            "progressNoteId");
    PccTable reports =
        table(
                PATIENT,
                "diagnostic_reports",
                "Diagnostic reports",
                "orgs/{org}/diagnostic-reports?patientId={patientId}&reportType={variant}",
                """
                reportId patientId# reportName reportType reportStatus category*
                performingLaboratory orderingPractitioner.firstName orderingPractitioner.lastName
                orderingPractitioner.npi effectiveDateTime! issuedDateTime! reportFile?
                """,
                "patientId",
                "reportId")
            // One is required, and there is no word for all: confirmed.
            .askedBy("laboratory", "radiology");
    return List.of(
        table(
            PATIENT,
            "conditions",
            "Conditions",
            "orgs/{org}/conditions?patientId={patientId}",
            """
            conditionId# patientId# icd10 icd10Description conditionCode* clinicalStatus
            principalDiagnosis? therapy? rankDescription classificationDescription comments
            onsetDate@ resolvedDate@ createdBy createdDate! revisionBy revisionDate!
            """,
            "patientId",
            "conditionId"),
        allergies,
        allergies.child(
            "allergy_reactions",
            "Allergy reactions",
            "reaction.manifestations",
            "^patientId# ^allergyIntoleranceId# position# code displayName systemName systemNameSpace",
            "patientId",
            "allergyIntoleranceId",
            "position"),
        medications,
        medications.child(
            "medication_schedules",
            "Medication schedules",
            "schedules",
            """
            ^patientId# ^orderId# position# orderScheduleId# scheduleType frequency dose doseUOM
            codeableDoseUOM* directions indicationsForUse startDateTime! endDateTime!
            """,
            "patientId",
            "orderId",
            "position"),
        observations,
        table(
            PATIENT,
            "immunizations",
            "Immunizations",
            "orgs/{org}/immunizations?patientId={patientId}&facId={facId}",
            """
            immunizationId# patientId# immunization cvxCode cvxDescription consentStatus given?
            administrationDateTime! routeOfAdministration locationGiven amountAdministered.value%
            amountAdministered.unit manufacturerName lotNumber substanceExpirationDate@
            administeredBy reasonRefused results createdBy createdDateTime! revisionDateTime!
            """,
            "patientId",
            "immunizationId"),
        notes,
        notes.child(
            "progress_note_sections",
            "Progress note sections",
            "sections",
            "^patientId# ^progressNoteId# position# name value",
            "patientId",
            "progressNoteId",
            "position"),
        reports,
        reports.child(
            "diagnostic_report_results",
            "Diagnostic report results",
            "testSet/results",
            """
            ^patientId# ^reportId ~panelName position# code codeSystem observationName resultStatus
            valueQuantity.value% valueQuantity.unitText referenceRange
            """,
            "patientId",
            "reportId",
            "position"));
  }
}
