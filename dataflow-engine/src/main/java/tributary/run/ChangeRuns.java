package tributary.run;

import java.util.Set;
import java.util.UUID;
import tributary.flow.DataflowView;
import tributary.tenant.TenantId;

/**
 * Runs that read only rows that events named. Every method needs a transaction that has locked the
 * dataflow.
 */
public interface ChangeRuns {
  /** Returns whether a run of the dataflow waits or is under way. */
  boolean active(TenantId tenant, UUID dataflow);

  /** Returns whether the dataflow's active run is one of these: it ends in a moment. */
  boolean reading(TenantId tenant, UUID dataflow);

  /**
   * Queues one; none may be active.
   *
   * @param run its id
   * @param tables the import tables that it reads from, by the keys that {@link ChangedKeys} tells
   */
  void queue(TenantId tenant, DataflowView dataflow, UUID run, Set<UUID> tables);
}
