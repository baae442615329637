package tributary.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.plugin.ConnectorCatalogue;
import tributary.spi.ConfigValues;
import tributary.spi.Connector;
import tributary.spi.ConnectorId;
import tributary.spi.Network;
import tributary.telemetry.Telemetry;

/** Opens connectors and lends them what they need. */
@ApplicationScoped
class ConnectorHost {
  private ConnectorCatalogue catalogue;
  private Clock clock;
  private Network network;
  private HttpPort http;
  private Telemetry telemetry;

  protected ConnectorHost() {}

  @Inject
  ConnectorHost(
      ConnectorCatalogue catalogue,
      Clock clock,
      HttpPort http,
      Telemetry telemetry,
      @ConfigProperty(name = "tributary.egress.private-addresses", defaultValue = "refuse")
          String privateAddresses) {
    this(
        catalogue,
        clock,
        new HostNetwork(
            new EgressRule(allows(privateAddresses)),
            ProxySelector.getDefault(),
            host -> List.of(InetAddress.getAllByName(host))),
        http,
        telemetry);
  }

  ConnectorHost(
      ConnectorCatalogue catalogue,
      Clock clock,
      Network network,
      HttpPort http,
      Telemetry telemetry) {
    this.catalogue = catalogue;
    this.clock = clock;
    this.network = network;
    this.http = http;
    this.telemetry = telemetry;
  }

  static boolean allows(String value) {
    return switch (value) {
      case "allow" -> true;
      case "refuse" -> false;
      default ->
          throw new IllegalStateException(
              "tributary.egress.private-addresses is “" + value + "”. Set it to allow or refuse.");
    };
  }

  public Connector open(ConnectorId id, ConfigValues values, String label) {
    System.Logger logger = System.getLogger("tributary.connector." + id);
    // a connector may speak on threads of its own
    Executor here = telemetry.here();
    ScratchFolder scratch = new ScratchFolder();
    HostContext context =
        new HostContext(
            clock,
            network,
            http.within(network),
            message ->
                here.execute(
                    () -> logger.log(System.Logger.Level.INFO, "{0}: {1}", label, message)),
            scratch,
            label);
    try {
      return new OwnedConnector(catalogue.open(id, values, context), scratch);
    } catch (RuntimeException e) {
      scratch.close();
      throw e;
    }
  }
}
