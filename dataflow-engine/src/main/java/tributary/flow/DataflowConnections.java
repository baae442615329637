package tributary.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import tributary.connection.StoredConnection;
import tributary.connection.StoredConnections;
import tributary.flow.store.DataflowStore;
import tributary.tenant.TenantId;

/** The connections that dataflows keep. */
@ApplicationScoped
class DataflowConnections implements StoredConnections {
  private DataflowStore store;

  protected DataflowConnections() {}

  @Inject
  DataflowConnections(DataflowStore store) {
    this.store = store;
  }

  @Override
  public Optional<StoredConnection> byName(TenantId tenant, String dataflow) {
    return store.connection(tenant, dataflow);
  }

  @Override
  public Optional<StoredConnection> byId(TenantId tenant, UUID dataflow) {
    return store.connection(tenant, dataflow);
  }
}
