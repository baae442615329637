package tributary.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tributary.connection.SavedConnections;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.flow.RefreshKind;
import tributary.spi.Connector;
import tributary.tenant.TenantId;

/** Several dataflows, as the engine sees them. */
final class FakeDataflows implements DataflowRuns, SavedConnections {
  private final Map<UUID, FakeDataflow> flows = new ConcurrentHashMap<>();

  FakeDataflow add(FakeDataflow flow) {
    flows.put(flow.id, flow);
    return flow;
  }

  @Override
  public DataflowView byId(TenantId tenant, UUID dataflow) {
    return flows.get(dataflow).byId(tenant, dataflow);
  }

  @Override
  public DataflowView lock(TenantId tenant, UUID dataflow) {
    return flows.get(dataflow).lock(tenant, dataflow);
  }

  @Override
  public void noteRun(
      TenantId tenant,
      UUID dataflow,
      UUID run,
      DataflowStatus status,
      String detail,
      RefreshKind refresh,
      Optional<Instant> refreshedAt) {
    flows.get(dataflow).noteRun(tenant, dataflow, run, status, detail, refresh, refreshedAt);
  }

  @Override
  public Connector open(TenantId tenant, UUID dataflow) {
    return flows.get(dataflow).open(tenant, dataflow);
  }
}
