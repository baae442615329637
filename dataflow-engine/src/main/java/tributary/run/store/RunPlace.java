package tributary.run.store;

import java.util.UUID;
import tributary.flow.RefreshKind;
import tributary.run.RunKind;
import tributary.run.RunStatus;
import tributary.tenant.TenantId;

/**
 * Where a run belongs and how it stands.
 *
 * @param begun whether a worker has had it
 */
public record RunPlace(
    UUID run,
    TenantId tenant,
    UUID dataflow,
    long number,
    RunKind kind,
    RunStatus status,
    RefreshKind refresh,
    boolean begun) {}
