package tributary.flow;

import java.util.List;
import java.util.Optional;
import tributary.connection.Settings;
import tributary.landing.Policies;
import tributary.spi.ConnectorId;

/**
 * A dataflow to make, as given.
 *
 * @param name may still be wrong or taken
 * @param displayName free text; empty: the name
 * @param description free text, may be empty
 * @param connector which connector
 * @param settings secrets included
 * @param refresh how runs read
 * @param tables what was chosen; empty: all tables with their suggested purpose and names. A table
 *     that is not listed is not selected
 * @param policies how its entities are kept
 */
public record NewDataflow(
    String name,
    String displayName,
    String description,
    ConnectorId connector,
    Settings settings,
    RefreshKind refresh,
    Optional<List<TableChoice>> tables,
    Policies policies) {

  /** Makes a dataflow with the usual policies. */
  public NewDataflow(
      String name,
      String displayName,
      String description,
      ConnectorId connector,
      Settings settings,
      RefreshKind refresh,
      Optional<List<TableChoice>> tables) {
    this(name, displayName, description, connector, settings, refresh, tables, Policies.DEFAULT);
  }
}
