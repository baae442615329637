package tributary.spi;

import java.time.Clock;

/** What the host lends to a connector, for the connector's life. Thread-safe. */
public interface ConnectorContext {
  /** Returns the clock to ask for the time, so that tests can set it. */
  Clock clock();

  /** Returns the rules for connections that a connector's own client opens. */
  Network network();

  /**
   * Returns HTTP as the host speaks it. A connector that has no client of a vendor's own uses it.
   *
   * @since 2
   */
  default Http http() {
    throw new UnsupportedOperationException("This host lends no HTTP");
  }

  /** Returns where to note what an operator should know. */
  RunLog log();

  /** Returns a place for temporary files. */
  Scratch scratch();

  /** Returns words for a person that name this connection, such as the dataflow's name. */
  String connectionLabel();
}
