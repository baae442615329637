package tributary.inbox;

import java.util.List;
import java.util.UUID;
import tributary.inbox.store.ChangeStore;
import tributary.tenant.TenantId;

/** The rows that events name and no run has read. Each call is a transaction of its own. */
interface PendingChanges {
  /** Returns dataflows with rows to read and no active run. */
  List<ChangeStore.Waiting> waiting(int most);

  /**
   * Queues a run for what waits of a dataflow, unless one is active or it is not time. What no run
   * would read is passed over.
   */
  void begin(TenantId tenant, UUID dataflow);
}
