package tributary.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tributary.plugin.ConnectorCard;
import tributary.spi.Category;
import tributary.spi.Role;

/**
 * An installed connector.
 *
 * @param icon where its symbol is
 * @param settings what it asks for; only where one connector is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectorDocument(
    String id,
    String displayName,
    String summary,
    String version,
    SortedSet<Category> categories,
    SortedSet<Role> roles,
    String plugin,
    String icon,
    SettingsDocument settings) {

  /**
   * The settings that a connector asks for.
   *
   * @param version grows when they change
   */
  record SettingsDocument(int version, List<FieldDocument> fields) {}

  static ConnectorDocument brief(ConnectorCard card) {
    return of(card, null);
  }

  static ConnectorDocument full(ConnectorCard card) {
    return of(
        card,
        new SettingsDocument(
            card.config().version(),
            card.config().fields().stream().map(FieldDocument::of).toList()));
  }

  private static ConnectorDocument of(ConnectorCard card, SettingsDocument settings) {
    return new ConnectorDocument(
        card.id().value(),
        card.displayName(),
        card.summary(),
        card.version(),
        new TreeSet<>(card.categories()),
        new TreeSet<>(card.roles()),
        card.jar(),
        Api.BASE + "/connectors/" + card.id().value() + "/icon",
        settings);
  }
}
