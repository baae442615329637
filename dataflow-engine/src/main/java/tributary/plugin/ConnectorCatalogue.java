package tributary.plugin;

import java.util.List;
import tributary.spi.ConfigValues;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorId;

/** The installed connectors. */
public interface ConnectorCatalogue {
  /** Returns a card for each connector, by display name. */
  List<ConnectorCard> cards();

  /**
   * Returns one connector's card.
   *
   * @throws tributary.problem.Refusal when no installed plugin brings it
   */
  ConnectorCard card(ConnectorId id);

  /** Returns a connector's symbol. */
  IconImage icon(ConnectorId id);

  /** Returns the JARs that could not be loaded, and why. */
  List<PluginProblem> problems();

  /**
   * Makes a connector. Calls into it are time-boxed, run with the plugin's class loader, and answer
   * with {@link tributary.spi.ConnectorException} only; what else a plugin throws becomes one of
   * kind BUG.
   */
  Connector open(ConnectorId id, ConfigValues config, ConnectorContext context);
}
