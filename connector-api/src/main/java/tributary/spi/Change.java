package tributary.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * An event says that a row changed. It is a signal: the row itself is read again.
 *
 * @param table the row's table
 * @param key the row
 * @param kind what happened to it
 * @param deliveryId the vendor's name for the event, the same when it is sent again
 * @param occurredAt when it happened, by the vendor's clock
 */
public record Change(
    TableName table, RowKey key, Kind kind, String deliveryId, Instant occurredAt) {
  public Change {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(deliveryId, "deliveryId");
    Objects.requireNonNull(occurredAt, "occurredAt");
  }

  /** What happened to a row. */
  public enum Kind {
    UPSERTED,
    DELETED
  }
}
