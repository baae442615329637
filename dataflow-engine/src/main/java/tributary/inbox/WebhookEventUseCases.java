package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import tributary.flow.DataflowHead;
import tributary.flow.Dataflows;
import tributary.flow.Page;
import tributary.problem.Refusal;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Looks at events, and lets the rows of failed ones be read once more. */
@ApplicationScoped
class WebhookEventUseCases implements WebhookEvents {
  private Dataflows dataflows;
  private InboxSteps steps;
  private ChangeStarter starter;

  protected WebhookEventUseCases() {}

  @Inject
  WebhookEventUseCases(Dataflows dataflows, InboxSteps steps, ChangeStarter starter) {
    this.dataflows = dataflows;
    this.steps = steps;
    this.starter = starter;
  }

  @Override
  public Page<DeliveryRow> deliveries(
      TenantId tenant, String name, Optional<DeliveryState> state, int first, int size) {
    return steps.page(dataflows.head(tenant, name).id(), state, first, size);
  }

  @Override
  public void processAgain(TenantId tenant, Actor actor, String name, long delivery) {
    DataflowHead dataflow = dataflows.head(tenant, name);
    DeliveryState state =
        steps
            .deliveryState(dataflow.id(), delivery)
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "DELIVERY_NOT_FOUND",
                        "There is no event %d of %s; old ones are forgotten."
                            .formatted(delivery, dataflow.name())));
    int again =
        state == DeliveryState.FAILED
            ? steps.again(
                tenant, actor, dataflow.name().value(), dataflow.id(), Optional.of(delivery))
            : 0;
    if (again == 0) {
      throw Refusal.conflict(
          "DELIVERY_NOT_FAILED",
          "Event %d of %s has not failed: it is %s."
              .formatted(delivery, dataflow.name(), state.label().toLowerCase(Locale.ROOT)));
    }
    starter.begin(tenant, dataflow.id());
  }

  @Override
  public int processFailedAgain(TenantId tenant, Actor actor, String name) {
    DataflowHead dataflow = dataflows.head(tenant, name);
    int again =
        steps.again(tenant, actor, dataflow.name().value(), dataflow.id(), Optional.empty());
    if (again > 0) {
      starter.begin(tenant, dataflow.id());
    }
    return again;
  }
}
