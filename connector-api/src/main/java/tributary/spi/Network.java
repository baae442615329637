package tributary.spi;

import java.net.URI;
import java.util.Optional;

/** The host's rules for outgoing connections. A client that a plugin brings must keep to them. */
public interface Network {
  /** Returns the proxy that connections to this address go through, or empty for a direct one. */
  Optional<Proxy> proxyFor(URI address);

  /**
   * Refuses an address that this installation does not let connectors reach, such as a cloud's
   * metadata service. To be called before the first connection to an address that a person typed.
   *
   * @throws ConnectorException of kind {@link ErrorKind#CONFIGURATION}, in words for the person
   */
  void requireAllowed(URI address);

  /**
   * A proxy for HTTP and HTTPS.
   *
   * @param host its name or address
   * @param port its port
   */
  record Proxy(String host, int port) {}
}
