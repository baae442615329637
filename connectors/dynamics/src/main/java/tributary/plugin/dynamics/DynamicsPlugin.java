package tributary.plugin.dynamics;

import java.util.List;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorPlugin;

/** Offers the Dynamics 365 connector. */
public final class DynamicsPlugin implements ConnectorPlugin {
  @Override
  public List<ConnectorFactory> factories() {
    return List.of(new DynamicsConnectorFactory());
  }
}
