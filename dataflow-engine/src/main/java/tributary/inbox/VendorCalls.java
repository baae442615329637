package tributary.inbox;

import java.util.Optional;
import tributary.connection.SourceRefusal;
import tributary.flow.DataflowView;
import tributary.inbox.store.Endpoint;
import tributary.spi.ConnectorException;
import tributary.spi.SubscribeRequest;
import tributary.spi.Subscription;
import tributary.spi.WebhookReceiver;
import tributary.tenant.TenantId;

/** Asks vendors; what they refuse becomes a refusal for the person. No transaction may be open. */
final class VendorCalls {
  private final Receivers receivers;

  VendorCalls(Receivers receivers) {
    this.receivers = receivers;
  }

  /** Returns what looks at the dataflow's events; empty: its connector knows none. */
  Optional<WebhookReceiver> receiver(TenantId tenant, DataflowView dataflow) {
    try {
      return receivers.of(tenant, dataflow.id(), dataflow.version());
    } catch (ConnectorException e) {
      throw SourceRefusal.of(e);
    }
  }

  Subscription subscribe(WebhookReceiver receiver, SubscribeRequest request) {
    return take(() -> receiver.subscribe(request));
  }

  void unsubscribe(WebhookReceiver receiver, Endpoint endpoint) {
    Subscription ended = new Subscription(endpoint.remoteId(), Optional.empty(), Optional.empty());
    take(
        () -> {
          receiver.unsubscribe(ended);
          return ended;
        });
  }

  /** A question to the vendor. */
  private interface Question<T> {
    T ask() throws InterruptedException;
  }

  private static <T> T take(Question<T> question) {
    try {
      return question.ask();
    } catch (ConnectorException e) {
      throw SourceRefusal.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SourceRefusal.interrupted();
    }
  }
}
