package tributary.spi;

import java.net.URI;
import java.util.Objects;
import java.util.Set;

/**
 * Which events to send where, and how to prove who sends them.
 *
 * @param callback the host's address for them
 * @param login what the vendor proves itself with at that address
 * @param eventGroups the chosen groups, by {@link EventGroup#key()}; empty only when the receiver
 *     lists none
 * @param tables the tables that are imported
 */
public record SubscribeRequest(
    URI callback, WebhookLogin login, Set<String> eventGroups, Set<TableName> tables) {
  public SubscribeRequest {
    Objects.requireNonNull(callback, "callback");
    Objects.requireNonNull(login, "login");
    eventGroups = Set.copyOf(eventGroups);
    tables = Set.copyOf(tables);
  }
}
