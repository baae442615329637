package tributary.plugin.dynamics;

import java.util.List;
import tributary.plugin.dynamics.odata.ODataConnectorFactory;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorPlugin;

/** Offers Dynamics 365, and services that speak OData v4. */
public final class DynamicsPlugin implements ConnectorPlugin {
  @Override
  public List<ConnectorFactory> factories() {
    return List.of(new DynamicsConnectorFactory(), new ODataConnectorFactory());
  }
}
