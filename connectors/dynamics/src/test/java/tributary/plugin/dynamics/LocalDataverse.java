package tributary.plugin.dynamics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tributary.sandbox.dataverse.Controls;
import tributary.sandbox.dataverse.DataverseSandbox;
import tributary.sandbox.dataverse.DataverseSettings;
import tributary.spi.ConfigValues;
import tributary.spi.Connector;
import tributary.spi.ConnectorFactory;
import tributary.testkit.MapConfigValues;
import tributary.testkit.TestContext;

/**
 * Dataverse on a free port, with a few invented rows, for the tests of one class: each of them
 * finds it calm and has a context of its own.
 */
final class LocalDataverse
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        AutoCloseable {
  private final ConnectorFactory factory = new DynamicsConnectorFactory();
  private final DataverseSettings size;
  private DataverseSandbox sandbox;
  private TestContext context = new TestContext();

  private LocalDataverse(DataverseSettings size) {
    this.size = size;
  }

  /** Serves so many accounts while the tests of a class run, with as many tables as are known. */
  static LocalDataverse of(int accounts) {
    return of(accounts, 0);
  }

  /** Serves so many accounts, and tables beside the known ones, while the tests of a class run. */
  static LocalDataverse of(int accounts, int moreTables) {
    return new LocalDataverse(
        DataverseSettings.usual(Clock.systemUTC()).withSize(accounts, moreTables));
  }

  /** Serves from now on until it is closed. */
  static LocalDataverse start(int accounts, int moreTables) throws IOException {
    LocalDataverse dataverse = of(accounts, moreTables);
    dataverse.serve();
    return dataverse;
  }

  private void serve() throws IOException {
    sandbox = DataverseSandbox.start(size);
  }

  @Override
  public void beforeAll(ExtensionContext tests) throws IOException {
    serve();
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    context = new TestContext();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    controls().calm();
    context.close();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    close();
  }

  DataverseSandbox sandbox() {
    return sandbox;
  }

  Controls controls() {
    return sandbox.controls();
  }

  /** Returns what the test that runs now lends its connectors. */
  TestContext context() {
    return context;
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

  /** Connects as the application. */
  Connector connector() {
    return connector(settings());
  }

  /** Connects with these settings. */
  Connector connector(Map<String, String> settings) {
    return connector(values(settings));
  }

  Connector connector(ConfigValues values) {
    return factory.create(values, context);
  }

  /** Returns settings as the host hands them over. */
  MapConfigValues values(Map<String, String> settings) {
    return MapConfigValues.of(factory.descriptor().config(), settings);
  }

  /** Returns settings with another value of one of them. */
  static Map<String, String> with(Map<String, String> settings, String key, String value) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(key, value);
    return changed;
  }

  @Override
  public void close() {
    try {
      sandbox.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context.close();
  }
}
