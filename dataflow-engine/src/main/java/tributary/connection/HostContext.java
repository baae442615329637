package tributary.connection;

import java.time.Clock;
import tributary.spi.ConnectorContext;
import tributary.spi.Http;
import tributary.spi.Network;
import tributary.spi.RunLog;

/**
 * What is lent to one connector.
 *
 * @param scratch closed after the connector
 */
record HostContext(
    Clock clock,
    Network network,
    Http http,
    RunLog log,
    ScratchFolder scratch,
    String connectionLabel)
    implements ConnectorContext {}
