package tributary.storage;

import java.util.List;
import java.util.OptionalLong;
import tributary.landing.EntityStorage;
import tributary.landing.StorageTotals;

/**
 * What uses how much.
 *
 * @param entities the part that was asked for
 * @param matching how many entities the text fits
 * @param totals of all entities of the tenant
 * @param records what else is kept of the tenant
 * @param installation what all tenants share
 * @param rollbackKept how long earlier states and before-images are kept, in words
 */
public record StorageReport(
    List<EntityStorage> entities,
    long matching,
    StorageTotals totals,
    List<Records> records,
    Installation installation,
    String rollbackKept) {
  public StorageReport {
    entities = List.copyOf(entities);
    records = List.copyOf(records);
  }

  /** What is kept beside entities. */
  public enum Kind {
    REJECTS("Rejects"),
    RUNS("Run history"),
    SCHEDULES("Schedule history"),
    NOTIFICATIONS("Notifications"),
    AUDIT("Audit");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns the words for people. */
    public String label() {
      return label;
    }
  }

  /**
   * Records of a kind.
   *
   * @param kind what they tell
   * @param count how many the tenant has; of a large table an estimate
   * @param bytes the tenant's share of what the table uses
   * @param goes how many the next clean-up removes
   * @param kept how long they are kept, in words
   */
  public record Records(Kind kind, long count, long bytes, long goes, String kept) {}

  /**
   * What all tenants share.
   *
   * @param databaseBytes what the database uses; empty when it does not tell
   * @param diskFree bytes that are free for data; empty where the product cannot know it
   * @param watermark bytes that are kept free; 0: none
   * @param runsWait whether new runs wait for room
   * @param logBytes what the server's log files use; empty where they are not known
   * @param logsKept how long they are kept, in words
   */
  public record Installation(
      OptionalLong databaseBytes,
      OptionalLong diskFree,
      long watermark,
      boolean runsWait,
      OptionalLong logBytes,
      String logsKept) {}
}
