package tributary.connection;

import tributary.spi.Http;
import tributary.spi.Network;

/** HTTP for connectors, as the server that this runs in can give it. Thread-safe. */
public interface HttpPort {
  /** Returns HTTP that keeps to these rules. */
  Http within(Network network);
}
