package tributary.web.rest;

import java.util.List;
import java.util.OptionalLong;
import tributary.landing.EntityStorage;
import tributary.landing.StorageTotals;
import tributary.storage.StorageReport;

/**
 * What uses how much.
 *
 * @param totals of all entities of the tenant
 * @param rollbackKept how long earlier states and before-images are kept, in words
 * @param entities a part of them
 */
record StorageDocument(
    StorageTotals totals,
    String rollbackKept,
    List<StorageReport.Records> records,
    Installation installation,
    Listing<EntityStorage> entities) {

  /** What all tenants share; null stands for "not known". */
  record Installation(
      Long databaseBytes,
      Long diskFree,
      long diskWatermark,
      boolean runsWaitForDisk,
      Long logBytes,
      String logsKept) {}

  static StorageDocument of(StorageReport report, Paging paging) {
    StorageReport.Installation shared = report.installation();
    return new StorageDocument(
        report.totals(),
        report.rollbackKept(),
        report.records(),
        new Installation(
            known(shared.databaseBytes()),
            known(shared.diskFree()),
            shared.watermark(),
            shared.runsWait(),
            known(shared.logBytes()),
            shared.logsKept()),
        new Listing<>(report.entities(), report.matching(), paging.page(), paging.size()));
  }

  private static Long known(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
