package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import tributary.flow.DataflowRemoval;
import tributary.flow.DataflowView;
import tributary.inbox.store.Endpoint;
import tributary.problem.Refusal;
import tributary.spi.ConnectorException;
import tributary.spi.Subscription;
import tributary.spi.WebhookReceiver;
import tributary.tenant.TenantId;

/** Asks the vendor to send no more events for a dataflow that is removed. */
@ApplicationScoped
class EndedSubscription implements DataflowRemoval {
  private static final Afterwards NOTHING = Optional::empty;

  private InboxSteps steps;
  private Receivers receivers;

  protected EndedSubscription() {}

  @Inject
  EndedSubscription(InboxSteps steps, Receivers receivers) {
    this.steps = steps;
    this.receivers = receivers;
  }

  @Override
  public Afterwards prepare(TenantId tenant, DataflowView dataflow) {
    Optional<Endpoint> endpoint =
        steps.ofDataflow(dataflow.id()).filter(one -> !one.remoteId().isEmpty());
    if (endpoint.isEmpty()) {
      return NOTHING;
    }
    String remoteId = endpoint.get().remoteId();
    try {
      Optional<WebhookReceiver> receiver = receivers.of(tenant, dataflow.id(), dataflow.version());
      return () -> {
        steps.ended(endpoint.get());
        try {
          return receiver.flatMap(one -> end(one, remoteId));
        } finally {
          receivers.close(dataflow.id());
        }
      };
    } catch (ConnectorException | Refusal e) {
      return () -> {
        steps.ended(endpoint.get());
        return Optional.of(left(remoteId, e.getMessage()));
      };
    }
  }

  private static Optional<String> end(WebhookReceiver receiver, String remoteId) {
    try {
      receiver.unsubscribe(new Subscription(remoteId, Optional.empty(), Optional.empty()));
      return Optional.empty();
    } catch (ConnectorException e) {
      return Optional.of(left(remoteId, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(left(remoteId, "The call was cut off."));
    }
  }

  /** Says what is left at the vendor. */
  static String left(String remoteId, String why) {
    return "The vendor did not end the subscription: %s Events that it still sends are turned away; end subscription %s there."
        .formatted(why, remoteId);
  }
}
