package tributary.spi;

import java.util.List;

/**
 * Understands a vendor's events. Thread-safe; many calls at a time.
 *
 * <p>The host takes the rows that an event names, coalesces them, and soon reads them by {@link
 * ReadRequest.ByKeys} from the tables that say {@link ReadKind#BY_KEYS}. So it does no harm when
 * events come twice, late, or in another order.
 */
public interface WebhookReceiver {
  /** Returns the groups of events that a person chooses from, in the order to show them. */
  default List<EventGroup> eventGroups() {
    return List.of();
  }

  /**
   * Verifies the request over its raw body and says which rows it speaks of. It makes no remote
   * call and takes no longer than reading the body needs; the host stores what it returns before it
   * answers the vendor. Credentials are compared in a time that tells nothing of them ({@link
   * java.security.MessageDigest#isEqual}).
   *
   * <p>It does not throw for what it cannot understand: that is {@link WebhookAnswer.Refused}.
   */
  WebhookAnswer receive(WebhookRequest request);

  /**
   * Asks the vendor to send events to this address. By default a person does that by hand.
   *
   * @throws ConnectorException when the vendor refuses, with what to do about it
   */
  default Subscription subscribe(SubscribeRequest request) throws InterruptedException {
    return Subscription.MANUAL;
  }

  /**
   * Asks the vendor to stop. A subscription that the vendor no longer knows is no failure.
   *
   * @throws ConnectorException when the vendor refuses
   */
  default void unsubscribe(Subscription subscription) throws InterruptedException {}
}
