package tributary.plugin;

import java.util.Set;
import tributary.spi.Category;
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
  /** Returns whether its vendor can tell of changes as they happen. */
  public boolean receivesEvents() {
    return roles.contains(Role.WEBHOOK);
  }
}
