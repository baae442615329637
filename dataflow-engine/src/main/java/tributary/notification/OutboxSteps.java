package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tributary.notification.store.Outbox;

/** The steps of a delivery, each a transaction of its own. */
@ApplicationScoped
@Transactional
class OutboxSteps implements DeliverySteps {
  private Outbox outbox;

  protected OutboxSteps() {}

  @Inject
  OutboxSteps(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public List<Message> take(Instant now, int most) {
    return outbox.take(now, most, Delivery::pause);
  }

  @Override
  public void delivered(UUID id, Instant now) {
    outbox.delivered(id, now);
  }

  @Override
  public void failed(UUID id, String problem) {
    outbox.failed(id, problem);
  }

  @Override
  public void givenUp(UUID id, String problem) {
    outbox.givenUp(id, problem);
  }

  @Override
  public int forget(Instant before, int most) {
    return outbox.forget(before, most);
  }
}
