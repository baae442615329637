package tributary.plugin;

import java.util.Set;
import java.util.stream.Stream;
import tributary.spi.Category;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.ConnectorId;
import tributary.spi.Role;

/**
 * A connector on the "Choose connector" screen.
 *
 * @param id its name for programs
 * @param version of the plugin
 * @param displayName its name for people
 * @param summary one sentence
 * @param categories the tabs it stands under
 * @param roles what it can do
 * @param config the settings it asks for
 * @param jar the file name of the plugin
 */
public record ConnectorCard(
    ConnectorId id,
    String version,
    String displayName,
    String summary,
    Set<Category> categories,
    Set<Role> roles,
    ConfigSpec config,
    String jar) {
  /** Returns the card with the choices that use the host's own credentials among the others. */
  ConnectorCard lent() {
    return new ConnectorCard(
        id,
        version,
        displayName,
        summary,
        categories,
        roles,
        new ConfigSpec(
            config.version(),
            config.fields().stream().map(ConnectorCard::lent).toList(),
            config.renamed(),
            config.retired()),
        jar);
  }

  private static ConfigField lent(ConfigField field) {
    return field instanceof ConfigField.Choice choice
        ? new ConfigField.Choice(
            choice.head(),
            Stream.concat(choice.options().stream(), choice.ofHost().stream()).toList())
        : field;
  }

  /** Returns whether its vendor can tell of changes as they happen. */
  public boolean receivesEvents() {
    return roles.contains(Role.WEBHOOK);
  }
}
