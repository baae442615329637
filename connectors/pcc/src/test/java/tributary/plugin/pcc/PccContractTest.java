package tributary.plugin.pcc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tributary.spi.ConnectorPlugin;
import tributary.testkit.ConnectorContract;

class PccContractTest extends ConnectorContract {
  @TempDir static Path folder;
  private static LocalPcc pcc;

  @BeforeAll
  static void start() throws IOException {
    pcc = LocalPcc.start(folder, 2, 6);
  }

  @AfterAll
  static void stop() throws IOException {
    pcc.close();
  }

  @Override
  protected ConnectorPlugin plugin() {
    return new PccPlugin();
  }

  @Override
  protected Map<String, String> settings() {
    return pcc.settings();
  }
}
