package tributary.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.spi.ConnectorException;

/** The rule that connectors' connections obey, for other connections. */
@ApplicationScoped
class HostEgress implements Egress {
  private HostNetwork network;
  private boolean allowPrivate;

  protected HostEgress() {}

  @Inject
  HostEgress(
      @ConfigProperty(name = "tributary.egress.private-addresses", defaultValue = "refuse")
          String privateAddresses) {
    allowPrivate = ConnectorHost.allows(privateAddresses);
    network =
        new HostNetwork(
            new EgressRule(allowPrivate),
            ProxySelector.getDefault(),
            host -> List.of(InetAddress.getAllByName(host)));
  }

  @Override
  public Optional<String> refusal(URI address) {
    try {
      network.requireAllowed(address);
      return Optional.empty();
    } catch (ConnectorException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public boolean allowsPrivateAddresses() {
    return allowPrivate;
  }
}
