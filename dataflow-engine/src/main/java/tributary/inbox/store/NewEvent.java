package tributary.inbox.store;

import java.time.Instant;
import java.util.List;

/**
 * An event to store.
 *
 * @param deliveryId the vendor's name for it
 * @param changes the rows that it names
 */
public record NewEvent(
    String deliveryId, String event, Instant occurredAt, List<NamedRow> changes) {
  public NewEvent {
    changes = List.copyOf(changes);
  }

  /**
   * A row, or the rows under a key's first columns.
   *
   * @param table as the dataflow's tables are written
   * @param key the key's values
   */
  public record NamedRow(String table, List<String> key) {
    public NamedRow {
      key = List.copyOf(key);
    }
  }
}
