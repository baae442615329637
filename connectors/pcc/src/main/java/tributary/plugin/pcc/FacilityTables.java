package tributary.plugin.pcc;

import static tributary.plugin.pcc.PccTable.Scope.FACILITY;
import static tributary.plugin.pcc.PccTable.Scope.ORGANIZATION;
import static tributary.plugin.pcc.PccTables.table;

import java.util.List;

/**
 * Facilities and what they are built of: metadata. Floors, units, rooms and beds lie under their
 * facility: confirmed; that each is a page of {@code data} too. The fields of units, floors, rooms
 * and users are inferred from those of patients, who live there.
 */
final class FacilityTables {
  private FacilityTables() {}

  static List<PccTable> all() {
    PccTable detail =
        table(
                FACILITY,
                "facility_details",
                "Facility details",
                "orgs/{org}/facs/{facId}",
                "facId#",
                "facId")
            .pagesOf(0);
    PccTable beds =
        table(
            FACILITY,
            "rooms_with_beds",
            "Beds",
            "orgs/{org}/facs/{facId}/beds",
            "roomId#",
            "roomId");
    return List.of(
        table(
                ORGANIZATION,
                "facilities",
                "Facilities",
                "orgs/{org}/facs",
                """
                facId# facilityCode facilityName orgId# orgUuid orgName addressLine1 addressLine2
                city state postalCode country phone fax emailAddress bedCount# active? headOffice?
                facilityStatus healthType lineOfBusiness.shortDesc lineOfBusiness.longDesc
                billingStyleCountry countryId# environment orgDbType isOmpiEnabled? timeZone
                timeZoneOffset
                """,
                "facId")
            .asMetadata(),
        table(
                FACILITY,
                "units",
                "Units",
                "orgs/{org}/facs/{facId}/units",
                "unitId# unitDesc facId#",
                "facId",
                "unitId")
            .asMetadata(),
        table(
                FACILITY,
                "floors",
                "Floors",
                "orgs/{org}/facs/{facId}/floors",
                "floorId# floorDesc facId#",
                "facId",
                "floorId")
            .asMetadata(),
        table(
                FACILITY,
                "rooms",
                "Rooms",
                "orgs/{org}/facs/{facId}/rooms",
                "roomId# roomDesc facId# unitId# unitDesc floorId# floorDesc",
                "facId",
                "roomId")
            .asMetadata(),
        beds.child(
                "beds",
                "Beds",
                "beds",
                """
                id# description ^roomId# ^roomDesc ^unitId# ^unitDesc ^floorId# ^floorDesc ^facId#
                isOccupied? isMedicareCertified? isMedicaidCertified? isCompanionBed?
                """,
                "facId",
                "id")
            .withoutParent()
            .asMetadata(),
        table(
                FACILITY,
                "users",
                "Users",
                "orgs/{org}/users?facId={facId}",
                "userId# firstName lastName loginName title enabled? facId#",
                "facId",
                "userId")
            .asMetadata(),
        detail
            .child(
                "census_actions",
                "Census actions",
                "pickList.censusActionCode",
                "id# actionCode actionType standardActionType ^facId#",
                "facId",
                "id")
            .withoutParent()
            .asMetadata(),
        detail
            .child(
                "contact_relationships",
                "Contact relationships",
                "pickList.contactRelationships",
                "id# description ^facId#",
                "facId",
                "id")
            .withoutParent()
            .asMetadata(),
        detail
            .child(
                "religions",
                "Religions",
                "pickList.religion",
                "id# description ^facId#",
                "facId",
                "id")
            .withoutParent()
            .asMetadata());
  }
}
