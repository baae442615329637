package tributary.plugin.dynamics.odata;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tributary.plugin.dynamics.DynamicsPlugin;
import tributary.sandbox.dataverse.DataverseSandbox;
import tributary.sandbox.dataverse.DataverseSettings;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorPlugin;
import tributary.testkit.ConnectorContract;

class ODataContractTest extends ConnectorContract {
  private static DataverseSandbox service;

  @BeforeAll
  static void start() throws IOException {
    service = DataverseSandbox.start(DataverseSettings.usual(Clock.systemUTC()).withSize(12, 0));
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Override
  protected ConnectorPlugin plugin() {
    return new DynamicsPlugin();
  }

  @Override
  protected ConnectorFactory factory() {
    return new ODataConnectorFactory();
  }

  @Override
  protected Map<String, String> settings() {
    return settings(service);
  }

  static Map<String, String> settings(DataverseSandbox service) {
    Map<String, String> settings = new HashMap<>();
    settings.put("address", service.url() + "/api/data/v9.2");
    settings.put("authentication", "client");
    settings.put(
        "tokenAddress", service.url() + "/" + DataverseSandbox.TENANT + "/oauth2/v2.0/token");
    settings.put("clientId", DataverseSandbox.CLIENT_ID);
    settings.put("clientSecret", DataverseSandbox.CLIENT_SECRET);
    settings.put("scope", service.url() + "/.default");
    settings.put("pageSize", "5");
    return settings;
  }
}
