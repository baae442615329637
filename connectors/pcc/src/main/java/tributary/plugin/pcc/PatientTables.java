package tributary.plugin.pcc;

import static tributary.plugin.pcc.PccTable.Scope.FACILITY;
import static tributary.plugin.pcc.PccTable.Scope.PATIENT;
import static tributary.plugin.pcc.PccTables.table;

import java.util.List;

/** Patients, who belongs to them, their stays and who pays. */
final class PatientTables {
  /** All there are: confirmed. In the order of a stay, so that who moves on meanwhile is met. */
  private static final String[] STATUSES = {"New", "Current", "Discharged"};

  private PatientTables() {}

  static List<PccTable> all() {
    PccTable patients =
        table(
                FACILITY,
                "patients",
                "Patients",
                "orgs/{org}/patients?facId={facId}&patientStatus={variant}",
                """
                patientId# facId# orgUuid orgId# ompId# patientExternalId patientStatus
                medicalRecordNumber firstName middleName lastName preferredName prefix suffix
                maidenName gender birthDate@ birthPlace maritalStatus religion languageCode
                languageDesc citizenship occupation ethnicityDesc ethnicityCode* raceCode*
                smokingStatusCode smokingStatusDesc email homePhone cellPhone ituPhone
                phoneNumberType legalMailingAddress.addressLine1 legalMailingAddress.addressLine2
                legalMailingAddress.city legalMailingAddress.county legalMailingAddress.state
                legalMailingAddress.postalCode legalMailingAddress.country previousAddress*
                admissionDate@ admissionDateTime! dischargeDate@ deceased? deathDateTime!
                outpatient? isOnLeave? waitingList? hasPhoto? unitId# unitDesc floorId# floorDesc
                roomId# roomDesc bedId# bedDesc medicaidNumber medicareNumber
                medicareBeneficiaryIdentifier socialBeneficiaryIdentifier createdBy createdDate!
                revisionBy revisionDate!
                """,
                "patientId")
            .askedBy(STATUSES);
    PccTable coverages =
        table(
                PATIENT,
                "coverages",
                "Coverages",
                "orgs/{org}/coverages?patientId={patientId}",
                "coverageId# patientId# effectiveFromDateTime! effectiveToDateTime!",
                "patientId")
            .pagesOf(0);
    return List.of(
        patients,
        patients.child(
            "patient_races",
            "Patient races",
            "patientRaces",
            "^patientId# position# raceDesc ^facId#",
            "patientId",
            "position"),
        table(
            PATIENT,
            "contacts",
            "Contacts",
            "orgs/{org}/contacts?patientId={patientId}&facId={facId}",
            """
            contactId# patientId# facId# firstName middleName lastName namePrefix gender
            relationship contactType* homePhone cellPhone officePhone email addressLine1
            addressLine2 city county state postalCode country isGuarantor? isSurveyContact?
            """,
            "patientId",
            "contactId"),
        table(
            PATIENT,
            "adt_records",
            "ADT records",
            "orgs/{org}/adt-records?patientId={patientId}",
            """
            adtRecordId# patientId# facId# actionCode actionType standardActionType
            admissionSource admissionSourceCode admissionType admissionTypeCode origin originType
            destination destinationType dischargeStatus dischargeStatusCode transferReason
            effectiveDateTime! enteredBy enteredByPositionId# enteredDate! modifiedDateTime!
            isCancelledRecord? outpatient? unitId# unitDesc floorId# floorDesc roomId# roomDesc
            bedId# bedDesc additionalBedId# additionalBedDesc payerName payerType payerCode
            skilledCare? skilledEffectiveFromDate@ skilledEffectiveToDate@ qhsWaiver?
            stopBillingDate@
            """,
            "patientId",
            "adtRecordId"),
        coverages,
        coverages.child(
            "coverage_payers",
            "Coverage payers",
            "payers",
            """
            ^patientId# position# payerId# payerName payerType payerCode payerRank
            issuer.subscriberId issuer.group issuer.planNumber issuer.planEffectiveDate@
            issuer.planExpirationDate@ insuredParty.relationship insuredParty.firstName
            insuredParty.lastName
            """,
            "patientId",
            "position"));
  }
}
