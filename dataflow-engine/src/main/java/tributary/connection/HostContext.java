package tributary.connection;

import java.time.Clock;
import tributary.spi.ConnectorContext;
import tributary.spi.Network;
import tributary.spi.RunLog;

/**
 * What is lent to one connector.
 *
 * @param scratch closed after the connector
 */
record HostContext(
    Clock clock, Network network, RunLog log, ScratchFolder scratch, String connectionLabel)
    implements ConnectorContext {}
