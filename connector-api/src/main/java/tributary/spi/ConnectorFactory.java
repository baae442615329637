package tributary.spi;

/** Describes one connector and makes it. Thread-safe; lives as long as the plugin is loaded. */
public interface ConnectorFactory {
  /** Returns the static truth about the connector. Always the same value; no I/O. */
  ConnectorDescriptor descriptor();

  /**
   * Makes a connector for one connection. Does no I/O: the first remote call is made by {@link
   * Connector#check()}, {@link Connector#options} or a {@link Source}.
   *
   * @param config the settings, already checked against the descriptor's {@link ConfigSpec}
   * @param context what the host lends for the life of the connector
   * @throws ConnectorException of kind {@link ErrorKind#CONFIGURATION} when the settings contradict
   *     each other
   */
  Connector create(ConfigValues config, ConnectorContext context);
}
