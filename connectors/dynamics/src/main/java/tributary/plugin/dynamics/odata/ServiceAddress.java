package tributary.plugin.dynamics.odata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import tributary.spi.HttpTarget;

/** Where a service is, and which links stay with it. */
public final class ServiceAddress {
  private static final String NEVER_IN_AN_ADDRESS = " \"<>\\^`{|}";

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI root;

  /**
   * @param root the service's root, with or without a slash at its end
   */
  public ServiceAddress(URI root) {
    this.root = URI.create(root.toString().replaceFirst("/*$", "/"));
  }

  URI root() {
    return root;
  }

  String host() {
    return root.getHost();
  }

  /** Returns whether an answer has no way to go: packing it costs more than it saves. */
  boolean isThisMachine() {
    return THIS_MACHINE.contains(root.getHost());
  }

  /** Returns the target with everything but the host taken off. */
  HttpTarget origin(HttpTarget target) {
    URI origin = URI.create(root.getScheme() + "://" + root.getRawAuthority());
    return new HttpTarget(
        origin,
        target.key(),
        target.authorities(),
        target.connectLimit(),
        target.answerLimit(),
        target.perSecond());
  }

  /** Returns the path, after the host, of what comes after the root. */
  public String under(String relative) {
    return root.getRawPath() + relative;
  }

  /** Returns the path and query of a link; empty when it leads to another host. */
  Optional<String> path(String link) {
    try {
      URI target = root.resolve(new URI(encoded(link)));
      boolean same =
          root.getScheme().equalsIgnoreCase(target.getScheme())
              && root.getHost().equalsIgnoreCase(target.getHost())
              && port(root) == port(target);
      String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
      return same ? Optional.of(target.getRawPath() + query) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }

  /** Services write characters into links that have no place in an address as it is sent. */
  private static String encoded(String link) {
    StringBuilder out = new StringBuilder(link.length() + 16);
    for (int i = 0; i < link.length(); i++) {
      char c = link.charAt(i);
      if (NEVER_IN_AN_ADDRESS.indexOf(c) >= 0 || c < 0x20) {
        out.append(String.format("%%%02X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
