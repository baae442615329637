package tributary.plugin;

import java.util.function.BooleanSupplier;
import tributary.spi.ConfigValues;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorDescriptor;
import tributary.spi.ConnectorException;
import tributary.spi.ConnectorFactory;

/**
 * A connector of a loaded plugin.
 *
 * @param jar the plugin's file name
 * @param descriptor as read at load
 * @param icon as read at load
 * @param factory the plugin's
 * @param loader the plugin's
 * @param timeBox the plugin's
 */
record InstalledConnector(
    String jar,
    ConnectorDescriptor descriptor,
    IconImage icon,
    ConnectorFactory factory,
    ClosedPluginLoader loader,
    TimeBox timeBox) {

  ConnectorCard card() {
    return new ConnectorCard(
        descriptor.id(),
        descriptor.version(),
        descriptor.displayName(),
        descriptor.summary(),
        descriptor.categories(),
        descriptor.roles(),
        descriptor.config(),
        jar);
  }

  Connector open(ConfigValues config, ConnectorContext context, BooleanSupplier inTransaction) {
    GuardedCalls calls = new GuardedCalls(descriptor.displayName(), loader, timeBox, inTransaction);
    try {
      return new LoaderSafeConnector(
          calls.boxed("create", () -> factory.create(config, context)), calls);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          HostError.CONNECTOR_TIMEOUT, "The connection was given up before it was open.", e);
    }
  }
}
