package tributary.spi;

import java.net.URI;
import java.util.Objects;
import java.util.Set;

/**
 * Which events to send where.
 *
 * @param callback the host's address for them
 * @param tables the tables they are about
 */
public record SubscribeRequest(URI callback, Set<TableName> tables) {
  public SubscribeRequest {
    Objects.requireNonNull(callback, "callback");
    tables = Set.copyOf(tables);
  }
}
