package tributary.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a delivery asks of the outbox. */
interface DeliverySteps {
  /** Takes what is due. */
  List<Message> take(Instant now, int most);

  /** Notes that one has arrived. */
  void delivered(UUID id, Instant now);

  /** Notes why one has not arrived yet. */
  void failed(UUID id, String problem);

  /** Notes why one is not tried any more. */
  void givenUp(UUID id, String problem);

  /** Forgets some of what is older and waits no longer; returns how many. */
  int forget(Instant before, int most);
}
