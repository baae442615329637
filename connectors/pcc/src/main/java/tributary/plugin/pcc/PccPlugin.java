package tributary.plugin.pcc;

import java.util.List;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorPlugin;

/** Offers the PointClickCare connector. */
public final class PccPlugin implements ConnectorPlugin {
  @Override
  public List<ConnectorFactory> factories() {
    return List.of(new PccConnectorFactory());
  }
}
