package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.problem.Refusal;

/** Where vendors reach this product. */
@ApplicationScoped
class PublicAddress {
  static final String PATH = "/ingest/";

  private Optional<String> configured;

  protected PublicAddress() {}

  @Inject
  PublicAddress(
      @ConfigProperty(name = "tributary.webhooks.url") Optional<String> webhooks,
      @ConfigProperty(name = "tributary.url") Optional<String> product) {
    this.configured = webhooks.or(() -> product).filter(address -> !address.isBlank());
  }

  /**
   * Returns the address of an endpoint.
   *
   * @param reachedAt where the present request reached the product
   * @throws Refusal when vendors could not or should not send events there
   */
  public URI of(String endpoint, URI reachedAt) {
    URI base = configured.map(PublicAddress::parsed).orElseGet(() -> local(reachedAt));
    if (!"https".equals(base.getScheme()) && !isLoopback(base)) {
      throw Refusal.conflict(
          "NOT_HTTPS",
          "Vendors would send events to %s unencrypted. Let the operator put a proxy with https before this product, and write its address into tributary.url or tributary.webhooks.url."
              .formatted(base));
    }
    return address(base, endpoint);
  }

  /** Returns the address of an endpoint where it does not depend on a request. */
  public Optional<URI> known(String endpoint) {
    return configured.map(PublicAddress::parsed).map(base -> address(base, endpoint));
  }

  private static URI address(URI base, String endpoint) {
    return URI.create(base.toString().replaceFirst("/+$", "") + PATH + endpoint);
  }

  /** Where no address is configured, one on this machine will do, for a vendor's stand-in. */
  private static URI local(URI reachedAt) {
    if (!isLoopback(reachedAt)) {
      throw unknown();
    }
    return URI.create(reachedAt.getScheme() + "://" + reachedAt.getAuthority());
  }

  private static Refusal unknown() {
    return Refusal.conflict(
        "NO_PUBLIC_ADDRESS",
        "Vendors send events to an https address on the internet, and this product does not know its own. Let the operator set tributary.url, such as https://tributary.example.org, or tributary.webhooks.url where events come in elsewhere.");
  }

  private static URI parsed(String address) {
    try {
      URI uri = new URI(address.strip());
      if (uri.getHost() != null && uri.getScheme() != null) {
        return uri;
      }
      throw unreadable(address);
    } catch (URISyntaxException e) {
      throw unreadable(address);
    }
  }

  private static Refusal unreadable(String address) {
    return Refusal.conflict(
        "NO_PUBLIC_ADDRESS",
        "Vendors cannot be told where to send events: tributary.url or tributary.webhooks.url is “%s”, which is no address. Let the operator write it like https://tributary.example.org."
            .formatted(address));
  }

  private static boolean isLoopback(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("[::1]");
  }
}
