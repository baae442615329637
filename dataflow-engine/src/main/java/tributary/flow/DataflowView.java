package tributary.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.landing.Policies;
import tributary.spi.ConnectorId;

/**
 * A dataflow as others see it.
 *
 * @param id never changes, never shown
 * @param name unique in the tenant
 * @param displayName words for people
 * @param description words for people, may be empty
 * @param connector which connector
 * @param settings the values that are not secret
 * @param secretsSet keys of the secrets and files that have a value
 * @param refresh how runs read
 * @param tables all known tables, the selected and the others, in the source's order
 * @param status from its last run
 * @param createdAt when it was made
 * @param updatedAt when a person last changed it
 * @param lastRefreshAt when data was last published or rolled back
 * @param lastRefresh how the last run read
 * @param version grows with each change
 * @param policies how its entities are kept
 */
public record DataflowView(
    UUID id,
    DataflowName name,
    String displayName,
    String description,
    ConnectorId connector,
    Map<String, String> settings,
    Set<String> secretsSet,
    RefreshKind refresh,
    List<ImportTableView> tables,
    DataflowStatus status,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> lastRefreshAt,
    Optional<RefreshKind> lastRefresh,
    long version,
    Policies policies) {
  /** Returns which dataflow it is. */
  public DataflowHead head() {
    return new DataflowHead(id, name, displayName, description, connector);
  }
}
