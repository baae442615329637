package tributary.connection;

import java.util.Optional;
import java.util.UUID;
import tributary.tenant.TenantId;

/** Finds the connections that are kept with dataflows. Each call is a transaction of its own. */
public interface StoredConnections {
  /** Returns the connection of the dataflow of this name, in any case. */
  Optional<StoredConnection> byName(TenantId tenant, String dataflow);

  /** Returns the connection of this dataflow. */
  Optional<StoredConnection> byId(TenantId tenant, UUID dataflow);
}
