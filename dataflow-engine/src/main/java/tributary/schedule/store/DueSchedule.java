package tributary.schedule.store;

import java.util.UUID;
import tributary.tenant.TenantId;

/** A dataflow whose next moment has come. */
public record DueSchedule(TenantId tenant, UUID dataflow) {}
