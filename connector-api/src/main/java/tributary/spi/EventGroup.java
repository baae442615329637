package tributary.spi;

import java.util.Objects;
import java.util.Set;

/**
 * Events that a vendor lets be chosen together.
 *
 * @param key the vendor's name for the group, which {@link SubscribeRequest#eventGroups()} holds
 * @param label what a person ticks
 * @param about what happens that it tells of, in one sentence
 * @param tables the tables its events are about
 */
public record EventGroup(String key, String label, String about, Set<TableName> tables) {
  public EventGroup {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(about, "about");
    tables = Set.copyOf(tables);
  }
}
