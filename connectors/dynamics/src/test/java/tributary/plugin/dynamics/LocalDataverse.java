package tributary.plugin.dynamics;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import tributary.sandbox.dataverse.Controls;
import tributary.sandbox.dataverse.DataverseSandbox;
import tributary.sandbox.dataverse.DataverseSettings;

/** Dataverse on a free port, with a few invented rows. */
final class LocalDataverse implements AutoCloseable {
  private final DataverseSandbox sandbox;

  private LocalDataverse(DataverseSandbox sandbox) {
    this.sandbox = sandbox;
  }

  static LocalDataverse start(int accounts, int moreTables) throws IOException {
    return new LocalDataverse(
        DataverseSandbox.start(
            DataverseSettings.usual(Clock.systemUTC()).withSize(accounts, moreTables)));
  }

  DataverseSandbox sandbox() {
    return sandbox;
  }

  Controls controls() {
    return sandbox.controls();
  }

  /** Returns settings by which the application signs in. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("clientId", DataverseSandbox.CLIENT_ID);
    settings.put("clientSecret", DataverseSandbox.CLIENT_SECRET);
    settings.put("domainUrl", sandbox.url().toString());
    settings.put("authority", sandbox.url().toString());
    settings.put("pageSize", "7");
    return settings;
  }

  /** Returns settings by which a user signs in. */
  Map<String, String> userSettings() {
    Map<String, String> settings = settings();
    settings.remove("clientSecret");
    settings.put("username", DataverseSandbox.USERNAME);
    settings.put("password", DataverseSandbox.PASSWORD);
    return settings;
  }

  @Override
  public void close() throws IOException {
    sandbox.close();
  }
}
