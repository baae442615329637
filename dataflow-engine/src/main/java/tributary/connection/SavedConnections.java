package tributary.connection;

import java.util.UUID;
import tributary.spi.Connector;
import tributary.tenant.TenantId;

/** Opens connections that are saved with a dataflow, for runs. */
public interface SavedConnections {
  /**
   * Opens the connection of a saved dataflow. Reads the database first, outside any transaction of
   * the caller; asks the source nothing. The caller closes the connector exactly once.
   *
   * @throws tributary.problem.Refusal NOT_FOUND when the tenant has no such dataflow or its
   *     connector is not installed; INVALID when the saved settings no longer do, with each field
   * @throws tributary.spi.ConnectorException when the plugin refuses to make the connector
   */
  Connector open(TenantId tenant, UUID dataflow);
}
