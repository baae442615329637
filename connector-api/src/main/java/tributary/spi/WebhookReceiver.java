package tributary.spi;

/**
 * Understands a vendor's events. {@link #receive} only verifies and parses: it makes no remote
 * call, and the host stores what it returns before it answers the vendor. Thread-safe.
 */
public interface WebhookReceiver {
  /** Verifies the request over its raw body and says which rows it speaks of. */
  WebhookAnswer receive(WebhookRequest request);

  /** Asks the vendor to send events to this address. By default a person does that by hand. */
  default Subscription subscribe(SubscribeRequest request) throws InterruptedException {
    return Subscription.MANUAL;
  }

  /** Asks the vendor to stop. */
  default void unsubscribe(Subscription subscription) throws InterruptedException {}
}
