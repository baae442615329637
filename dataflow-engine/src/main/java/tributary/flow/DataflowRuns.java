package tributary.flow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tributary.tenant.TenantId;

/**
 * What runs need of dataflows. Every method refuses, with NOT_FOUND, a dataflow that the tenant
 * does not have.
 */
public interface DataflowRuns {
  /** Returns a dataflow. */
  DataflowView byId(TenantId tenant, UUID dataflow);

  /**
   * Locks the dataflow until the caller's transaction ends and returns it: nobody else then changes
   * or removes it, or queues a run for it. There must be a transaction.
   */
  DataflowView lock(TenantId tenant, UUID dataflow);

  /**
   * Notes in the caller's transaction how the dataflow's last run stands; there must be one. The
   * dataflow is locked by it.
   *
   * @param run the run, which is the last one from now on
   * @param status what the Imports list shows
   * @param detail the run's description, may be empty
   * @param refresh how the run reads
   * @param refreshedAt when data was published or rolled back; empty: unchanged
   */
  void noteRun(
      TenantId tenant,
      UUID dataflow,
      UUID run,
      DataflowStatus status,
      String detail,
      RefreshKind refresh,
      Optional<Instant> refreshedAt);
}
