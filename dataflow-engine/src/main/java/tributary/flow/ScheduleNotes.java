package tributary.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.store.DataflowStore;
import tributary.tenant.TenantId;

/** Dataflows as schedules see them. */
@ApplicationScoped
class ScheduleNotes implements DataflowSchedules {
  private DataflowStore store;

  protected ScheduleNotes() {}

  @Inject
  ScheduleNotes(DataflowStore store) {
    this.store = store;
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public void noteSchedule(
      TenantId tenant, UUID dataflow, ScheduleState state, Optional<Instant> nextRunAt) {
    if (!store.noteSchedule(tenant, dataflow, state, nextRunAt)) {
      throw NoSuchDataflow.removed();
    }
  }
}
