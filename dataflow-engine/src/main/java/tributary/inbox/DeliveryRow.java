package tributary.inbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that came, as a list shows it.
 *
 * @param id names it
 * @param event what kind of event, as the vendor calls it
 * @param occurredAt when it happened, by the vendor's clock
 * @param receivedAt when it came
 * @param state how far it is
 * @param attempts how many runs have tried to read its rows
 * @param detail why it failed, or why there was nothing to do; may be empty
 * @param run the run that read its rows last
 * @param endedAt when it was processed or failed
 */
public record DeliveryRow(
    long id,
    String event,
    Instant occurredAt,
    Instant receivedAt,
    DeliveryState state,
    int attempts,
    String detail,
    Optional<UUID> run,
    Optional<Instant> endedAt) {}
