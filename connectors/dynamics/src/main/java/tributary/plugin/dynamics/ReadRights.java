package tributary.plugin.dynamics;

import java.util.Map;
import java.util.Optional;

/**
 * What who is signed in may read.
 *
 * @param whole by privilege, whether it is of the whole organization; empty where the service does
 *     not tell: then nothing is known to be missing
 */
record ReadRights(Optional<Map<String, Boolean>> whole) {
  boolean mayRead(DynamicsTable table) {
    return whole.isEmpty()
        || table.readPrivilege().isEmpty()
        || whole.get().containsKey(table.readPrivilege().get());
  }

  /** Returns whether only some of the rows can be read: a person's own, or a unit's. */
  boolean onlyPart(DynamicsTable table) {
    return mayRead(table)
        && !whole.orElse(Map.of()).getOrDefault(table.readPrivilege().orElse(""), true);
  }
}
