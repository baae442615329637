package tributary.plugin.dynamics;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tributary.spi.ConnectorPlugin;
import tributary.testkit.ConnectorContract;

class DynamicsContractTest extends ConnectorContract {
  private static LocalDataverse dataverse;

  @BeforeAll
  static void start() throws IOException {
    dataverse = LocalDataverse.start(20, 0);
  }

  @AfterAll
  static void stop() throws IOException {
    dataverse.close();
  }

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
    return dataverse.settings();
  }
}
