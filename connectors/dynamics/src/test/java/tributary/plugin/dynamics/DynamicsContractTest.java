package tributary.plugin.dynamics;

import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.spi.ConnectorPlugin;
import tributary.testkit.ConnectorContract;

class DynamicsContractTest extends ConnectorContract {
  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(20);

  @Override
  protected ConnectorPlugin plugin() {
    return new DynamicsPlugin();
  }

  @Override
  protected tributary.spi.ConnectorFactory factory() {
    return new DynamicsConnectorFactory();
  }

  @Override
  protected Map<String, String> settings() {
    return DATAVERSE.settings();
  }
}
