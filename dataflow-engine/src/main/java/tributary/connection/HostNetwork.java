package tributary.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
import tributary.spi.Network;

/** The rules for outgoing connections, and the JVM's proxy settings. */
final class HostNetwork implements Network {
  /** Finds the addresses of a host. */
  interface Resolver {
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  private final EgressRule rule;
  private final ProxySelector proxies;
  private final Resolver resolver;

  HostNetwork(EgressRule rule, ProxySelector proxies, Resolver resolver) {
    this.rule = rule;
    this.proxies = proxies;
    this.resolver = resolver;
  }

  @Override
  public Optional<Proxy> proxyFor(URI address) {
    return proxies.select(address).stream()
        .filter(proxy -> proxy.type() == java.net.Proxy.Type.HTTP)
        .map(proxy -> (InetSocketAddress) proxy.address())
        .map(socket -> new Proxy(socket.getHostString(), socket.getPort()))
        .findFirst();
  }

  @Override
  public void requireAllowed(URI address) {
    String host = address.getHost();
    if (host == null) {
      throw refused("“" + address + "” names no host. Enter an address such as https://host:port.");
    }
    List<InetAddress> found;
    try {
      found = resolver.addresses(host.replaceAll("^\\[|]$", ""));
    } catch (UnknownHostException e) {
      // nothing can be reached under it; the connector's own attempt tells the person so
      return;
    }
    for (InetAddress one : found) {
      Optional<String> reason = rule.refusal(one);
      if (reason.isPresent()) {
        throw refused(told(host, one) + reason.get());
      }
    }
  }

  private static String told(String host, InetAddress address) {
    String literal = address.getHostAddress();
    return host.equals(literal) ? "“" + host + "” is " : "“" + host + "” is " + literal + ", ";
  }

  private static ConnectorException refused(String message) {
    return new ConnectorException(
        () -> new ErrorCode("ADDRESS_REFUSED", ErrorKind.CONFIGURATION), message, null);
  }
}
