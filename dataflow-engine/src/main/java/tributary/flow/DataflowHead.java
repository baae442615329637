package tributary.flow;

import java.util.UUID;
import tributary.spi.ConnectorId;

/**
 * Which dataflow it is, without its settings and tables: as quick to read with a thousand tables as
 * with one.
 *
 * @param id never changes, never shown
 * @param name unique in the tenant
 * @param displayName words for people
 * @param description words for people, may be empty
 * @param connector which connector
 */
public record DataflowHead(
    UUID id, DataflowName name, String displayName, String description, ConnectorId connector) {}
