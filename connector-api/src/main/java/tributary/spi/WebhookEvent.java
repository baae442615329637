package tributary.spi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One event that a vendor told of.
 *
 * @param deliveryId the vendor's name for it, the same whenever it is sent again; the host takes it
 *     once for each subscription. At most 200 characters
 * @param name what kind of event it is, as the vendor calls it; shown to people and counted, so
 *     nothing of a row is in it. At most 100 characters
 * @param occurredAt when it happened, by the vendor's clock; where it does not say, when it came
 * @param changes the rows it is about, of as many tables as it concerns; empty when it is about
 *     none
 */
public record WebhookEvent(
    String deliveryId, String name, Instant occurredAt, List<Change> changes) {
  public WebhookEvent {
    Objects.requireNonNull(deliveryId, "deliveryId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(occurredAt, "occurredAt");
    changes = List.copyOf(changes);
  }
}
