package tributary.spi;

import java.util.Objects;
import java.util.Set;

/**
 * What a person sees of a connector before anything is configured. The cards and the settings form
 * need nothing else.
 *
 * @param id stable and unique among the installed connectors
 * @param version the plugin's own version, as its author writes it
 * @param requiresSpi the {@link Spi#VERSION} the plugin was built for
 * @param displayName the name on the card
 * @param summary one sentence on what it brings
 * @param categories the tabs of the card screen it stands under; at least one
 * @param icon its symbol
 * @param config the settings it asks for
 * @param roles what its {@link Connector} can do; must agree with what the connector returns
 */
public record ConnectorDescriptor(
    ConnectorId id,
    String version,
    int requiresSpi,
    String displayName,
    String summary,
    Set<Category> categories,
    Icon icon,
    ConfigSpec config,
    Set<Role> roles) {
  public ConnectorDescriptor {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(icon, "icon");
    Objects.requireNonNull(config, "config");
    categories = Set.copyOf(categories);
    roles = Set.copyOf(roles);
    if (categories.isEmpty()) {
      throw new IllegalArgumentException("connector " + id.value() + " has no category");
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("connector " + id.value() + " has no role");
    }
  }
}
