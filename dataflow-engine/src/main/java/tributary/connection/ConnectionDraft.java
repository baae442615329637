package tributary.connection;

import java.util.Optional;
import tributary.spi.ConnectorId;

/**
 * A connection to try before it is saved.
 *
 * @param connector which connector
 * @param settings as given
 * @param secretsOf the name of the dataflow whose sealed secrets stand in for the ones that are not
 *     given; empty for a new dataflow
 */
public record ConnectionDraft(
    ConnectorId connector, Settings settings, Optional<String> secretsOf) {}
