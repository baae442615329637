package tributary.flow.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.connection.StoredConnection;
import tributary.flow.DataflowName;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.flow.RefreshKind;
import tributary.landing.Policies;

/**
 * A dataflow as it is kept.
 *
 * @param id never changes
 * @param name never changes
 * @param displayName words for people
 * @param description words for people
 * @param connection its connector and sealed settings
 * @param refresh how runs read
 * @param tables in the source's order
 * @param createdAt when it was made
 * @param updatedAt when a person last changed it
 * @param version grows with each change
 * @param policies how its entities are kept
 * @param lastRun how its last run stands; kept by the runs, not by changes
 */
public record StoredDataflow(
    UUID id,
    DataflowName name,
    String displayName,
    String description,
    StoredConnection connection,
    RefreshKind refresh,
    List<StoredTable> tables,
    Instant createdAt,
    Instant updatedAt,
    long version,
    Policies policies,
    LastRun lastRun) {
  public StoredDataflow {
    tables = List.copyOf(tables);
  }

  /**
   * How the last run stands.
   *
   * @param status New before the first
   * @param refresh how it read
   * @param refreshedAt when data was last published or rolled back
   */
  public record LastRun(
      DataflowStatus status, Optional<RefreshKind> refresh, Optional<Instant> refreshedAt) {
    /** It never ran. */
    public static final LastRun NONE =
        new LastRun(DataflowStatus.NEW, Optional.empty(), Optional.empty());
  }

  /** Returns what others see. */
  public DataflowView view() {
    return new DataflowView(
        id,
        name,
        displayName,
        description,
        connection.connector(),
        connection.settings(),
        Set.copyOf(connection.sealed().keySet()),
        refresh,
        tables.stream().map(StoredTable::view).toList(),
        lastRun.status(),
        createdAt,
        updatedAt,
        lastRun.refreshedAt(),
        lastRun.refresh(),
        version,
        policies);
  }
}
