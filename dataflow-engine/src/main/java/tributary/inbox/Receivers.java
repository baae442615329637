package tributary.inbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.connection.SavedConnections;
import tributary.spi.Connector;
import tributary.spi.WebhookReceiver;
import tributary.tenant.TenantId;

/**
 * Connectors that are kept open to look at events: to open one for each would take longer than to
 * look. One is opened anew when its dataflow's settings have changed.
 */
@ApplicationScoped
class Receivers {
  private static final int MOST = 1_000;

  private final Map<UUID, Open> open = new HashMap<>();
  private SavedConnections connections;

  protected Receivers() {}

  @Inject
  Receivers(SavedConnections connections) {
    this.connections = connections;
  }

  private record Open(long version, Connector connector) {}

  /**
   * Returns what looks at a dataflow's events; empty when its connector knows none.
   *
   * @param version of the dataflow's settings
   */
  public synchronized Optional<WebhookReceiver> of(TenantId tenant, UUID dataflow, long version) {
    Open present = open.get(dataflow);
    if (present == null || present.version() != version) {
      Connector connector = connections.open(tenant, dataflow);
      close(dataflow);
      if (open.size() >= MOST) {
        close(open.keySet().iterator().next());
      }
      present = new Open(version, connector);
      open.put(dataflow, present);
    }
    return present.connector().webhooks();
  }

  /** Closes a dataflow's. */
  public synchronized void close(UUID dataflow) {
    Open before = open.remove(dataflow);
    if (before != null) {
      before.connector().close();
    }
  }

  @PreDestroy
  synchronized void closeAll() {
    open.values().forEach(one -> one.connector().close());
    open.clear();
  }
}
