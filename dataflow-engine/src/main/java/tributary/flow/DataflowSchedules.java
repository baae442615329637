package tributary.flow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tributary.tenant.TenantId;

/** What schedules tell the Imports list. */
public interface DataflowSchedules {
  /**
   * Notes in the caller's transaction how the dataflow's schedule stands; there must be one. The
   * dataflow is locked by it.
   *
   * @param nextRunAt the next moment; empty when none is to come
   */
  void noteSchedule(
      TenantId tenant, UUID dataflow, ScheduleState state, Optional<Instant> nextRunAt);
}
