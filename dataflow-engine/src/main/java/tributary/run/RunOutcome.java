package tributary.run;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tributary.tenant.TenantId;

/**
 * What became of a run.
 *
 * @param number counted per dataflow
 * @param status an ended one, or WAITING
 * @param description for people; never content of a row
 * @param before how the import before it ended, cancelled ones left aside; empty: there was none
 */
public record RunOutcome(
    TenantId tenant,
    UUID dataflow,
    UUID run,
    long number,
    RunKind kind,
    RunTrigger trigger,
    RunStatus status,
    String description,
    Instant queuedAt,
    Instant at,
    Optional<RunStatus> before) {}
