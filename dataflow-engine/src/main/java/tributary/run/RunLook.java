package tributary.run;

import java.util.UUID;
import tributary.tenant.TenantId;

/** One look at a run, in a transaction of its own. */
interface RunLook {
  RunStatus status(TenantId tenant, UUID run);
}
