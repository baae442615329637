package tributary.plugin.dynamics;

import java.util.Optional;

/**
 * A table, as the service lists it.
 *
 * @param name the logical name
 * @param set the name of its entity set
 * @param key the primary key's column
 * @param label as people read it
 * @param tracked whether its changes are tracked
 * @param readPrivilege the id of the privilege to read it; empty where that is not known
 */
record DynamicsTable(
    String name,
    String set,
    String key,
    String label,
    boolean tracked,
    Optional<String> readPrivilege) {}
