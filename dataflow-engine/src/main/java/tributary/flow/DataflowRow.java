package tributary.flow;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A dataflow in the Imports list. Null stands for "not yet".
 *
 * @param name unique in the tenant
 * @param displayName words for people
 * @param description words for people, may be empty
 * @param connector the connector's id
 * @param connectorName the connector's display name
 * @param status from its last run
 * @param statusDetail the last run's description; empty when it never ran
 * @param tables how many are selected
 * @param createdAt when it was made
 * @param lastRefresh how the last run read; null before the first
 * @param updatedAt when a person last changed it
 * @param lastRefreshAt when data was last published or rolled back; null before the first
 * @param lastRun the last run; null before the first
 * @param schedule how its schedule stands
 * @param nextRunAt when its schedule starts the next run; null when it does not
 * @param credentialsUntil when a certificate among its settings ends; null when there is none
 */
public record DataflowRow(
    String name,
    String displayName,
    String description,
    String connector,
    String connectorName,
    DataflowStatus status,
    String statusDetail,
    int tables,
    Instant createdAt,
    RefreshKind lastRefresh,
    Instant updatedAt,
    Instant lastRefreshAt,
    UUID lastRun,
    ScheduleState schedule,
    Instant nextRunAt,
    Instant credentialsUntil)
    implements Serializable {}
