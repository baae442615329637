package tributary.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.store.DataflowStore;
import tributary.flow.store.StoredDataflow;
import tributary.tenant.TenantId;

/** Dataflows as runs see them. */
@ApplicationScoped
class RunNotes implements DataflowRuns {
  private DataflowStore store;

  protected RunNotes() {}

  @Inject
  RunNotes(DataflowStore store) {
    this.store = store;
  }

  @Override
  public DataflowView byId(TenantId tenant, UUID dataflow) {
    return store
        .byId(tenant, dataflow)
        .map(StoredDataflow::view)
        .orElseThrow(NoSuchDataflow::removed);
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public DataflowView lock(TenantId tenant, UUID dataflow) {
    return store
        .lock(tenant, dataflow)
        .map(StoredDataflow::view)
        .orElseThrow(NoSuchDataflow::removed);
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public void noteRun(
      TenantId tenant,
      UUID dataflow,
      UUID run,
      DataflowStatus status,
      String detail,
      RefreshKind refresh,
      Optional<Instant> refreshedAt) {
    if (!store.noteRun(tenant, dataflow, run, status, detail, refresh, refreshedAt)) {
      throw NoSuchDataflow.removed();
    }
  }
}
