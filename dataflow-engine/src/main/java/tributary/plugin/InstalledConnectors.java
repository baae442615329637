package tributary.plugin;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.problem.Refusal;
import tributary.spi.ConfigValues;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorId;

/** The connectors of the plugins folder, as it was at the first question for them. */
@ApplicationScoped
class InstalledConnectors implements ConnectorCatalogue {
  private PluginFolder folder;
  private BooleanSupplier inTransaction;
  private boolean lendsCredentials;

  protected InstalledConnectors() {}

  @Inject
  InstalledConnectors(
      @ConfigProperty(name = "tributary.plugins.dir", defaultValue = "plugins") String directory,
      @ConfigProperty(name = "tributary.plugins.call-seconds", defaultValue = "60") int callSeconds,
      @ConfigProperty(name = "tributary.plugins.host-credentials", defaultValue = "false")
          boolean lendsCredentials,
      HostServices host) {
    this(
        Path.of(directory),
        host.threads(),
        Duration.ofSeconds(callSeconds),
        host::inTransaction,
        host::here,
        lendsCredentials);
  }

  InstalledConnectors(
      Path directory, ThreadFactory threads, Duration callLimit, BooleanSupplier inTransaction) {
    this(directory, threads, callLimit, inTransaction, () -> Runnable::run, false);
  }

  /**
   * @param here gives what carries what a thread is at to another
   * @param lendsCredentials whether connectors may use what the host's own machine is given
   */
  InstalledConnectors(
      Path directory,
      ThreadFactory threads,
      Duration callLimit,
      BooleanSupplier inTransaction,
      Supplier<Executor> here,
      boolean lendsCredentials) {
    this.folder = new PluginFolder(directory, threads, callLimit, here);
    this.inTransaction = inTransaction;
    this.lendsCredentials = lendsCredentials;
  }

  @Override
  public List<ConnectorCard> cards() {
    return folder.connectors().values().stream()
        .map(this::card)
        .sorted(Comparator.comparing(ConnectorCard::displayName, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  @Override
  public ConnectorCard card(ConnectorId id) {
    return card(installed(id));
  }

  private ConnectorCard card(InstalledConnector connector) {
    return lendsCredentials ? connector.card().lent() : connector.card();
  }

  @Override
  public IconImage icon(ConnectorId id) {
    return installed(id).icon();
  }

  @Override
  public List<PluginProblem> problems() {
    return List.copyOf(folder.problems());
  }

  @Override
  public Connector open(ConnectorId id, ConfigValues config, ConnectorContext context) {
    return installed(id).open(config, context, inTransaction);
  }

  private InstalledConnector installed(ConnectorId id) {
    InstalledConnector connector = folder.connectors().get(id);
    if (connector == null) {
      throw Refusal.notFound(
          "CONNECTOR_NOT_FOUND",
          "No connector “" + id + "” is installed. Installed are: " + installedNames() + ".");
    }
    return connector;
  }

  private String installedNames() {
    return folder.connectors().isEmpty()
        ? "none; ask the operator to put its JAR into the plugins folder"
        : folder.connectors().keySet().stream()
            .map(ConnectorId::value)
            .sorted()
            .collect(Collectors.joining(", "));
  }

  @PreDestroy
  void unload() {
    if (folder != null) {
      folder.close();
    }
  }
}
