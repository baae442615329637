package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.ImportTableView;
import tributary.inbox.store.Endpoint;
import tributary.problem.Refusal;
import tributary.spi.SubscribeRequest;
import tributary.spi.Subscription;
import tributary.spi.WebhookReceiver;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Reads, then asks the vendor with no transaction open, then writes. */
@ApplicationScoped
class WebhookUseCases implements Webhooks {
  private Dataflows dataflows;
  private InboxSteps steps;
  private VendorCalls vendors;
  private EndpointLogin logins;
  private PublicAddress address;

  protected WebhookUseCases() {}

  @Inject
  WebhookUseCases(
      Dataflows dataflows,
      InboxSteps steps,
      Receivers receivers,
      EndpointLogin logins,
      PublicAddress address) {
    this.dataflows = dataflows;
    this.steps = steps;
    this.vendors = new VendorCalls(receivers);
    this.logins = logins;
    this.address = address;
  }

  @Override
  public WebhookView of(TenantId tenant, String name) {
    return view(tenant, dataflows.dataflow(tenant, name), Optional.empty());
  }

  private WebhookView view(TenantId tenant, DataflowView dataflow, Optional<URI> told) {
    Optional<Endpoint> endpoint = steps.ofDataflow(dataflow.id());
    Optional<WebhookReceiver> receiver = vendors.receiver(tenant, dataflow);
    InboxSteps.Figures figures = steps.figures(dataflow.id());
    WebhookState state =
        endpoint
            .map(one -> WebhookState.valueOf(one.state().name()))
            .orElse(receiver.isPresent() ? WebhookState.OFF : WebhookState.NOT_OFFERED);
    return new WebhookView(
        state,
        told.or(() -> endpoint.flatMap(one -> address.known(one.id()))),
        receiver
            .map(one -> EventGroups.shown(dataflow, one, endpoint.map(Endpoint::eventGroups)))
            .orElse(List.of()),
        endpoint.map(Endpoint::note).orElse(""),
        endpoint.isPresent()
            && endpoint.get().remoteId().isEmpty()
            && endpoint.get().state() != Endpoint.State.SUBSCRIBING,
        figures.waiting() + figures.processed() + figures.failed(),
        figures.waiting(),
        figures.processed(),
        figures.failed(),
        figures.lastAt());
  }

  @Override
  public WebhookView subscribe(
      TenantId tenant, Actor actor, String name, Set<String> eventGroups, URI reachedAt) {
    DataflowView dataflow = dataflows.dataflow(tenant, name);
    WebhookReceiver receiver =
        vendors
            .receiver(tenant, dataflow)
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        "NO_WEBHOOKS",
                        "The connector of " + dataflow.name() + " knows no events."));
    EventGroups.requireKnown(receiver.eventGroups(), eventGroups);
    address.of("", reachedAt);
    Optional<Endpoint> before = steps.ofDataflow(dataflow.id());
    if (before.isPresent() && !before.get().remoteId().isEmpty()) {
      vendors.unsubscribe(receiver, before.get());
    }
    Endpoint endpoint =
        steps.asking(tenant, dataflow.id(), List.copyOf(new TreeSet<>(eventGroups)));
    URI callback = address.of(endpoint.id(), reachedAt);
    Subscription subscription;
    try {
      subscription =
          vendors.subscribe(
              receiver,
              new SubscribeRequest(
                  callback,
                  logins.open(endpoint),
                  eventGroups,
                  dataflow.tables().stream()
                      .filter(ImportTableView::selected)
                      .map(ImportTableView::table)
                      .collect(Collectors.toSet())));
    } catch (Refusal refused) {
      steps.ended(endpoint);
      throw refused;
    }
    steps.subscribed(
        tenant,
        actor,
        dataflow.name().value(),
        endpoint,
        subscription.remoteId(),
        subscription.note().orElse(""));
    return view(tenant, dataflow, Optional.of(callback));
  }

  @Override
  public Optional<String> unsubscribe(TenantId tenant, Actor actor, String name) {
    DataflowView dataflow = dataflows.dataflow(tenant, name);
    Endpoint endpoint = present(dataflow);
    Optional<String> refused = Optional.empty();
    if (!endpoint.remoteId().isEmpty()) {
      try {
        vendors
            .receiver(tenant, dataflow)
            .ifPresent(receiver -> vendors.unsubscribe(receiver, endpoint));
      } catch (Refusal refusal) {
        refused = Optional.of(EndedSubscription.left(endpoint.remoteId(), refusal.getMessage()));
      }
    }
    steps.state(
        tenant,
        actor,
        dataflow.name().value(),
        endpoint,
        Endpoint.State.REMOVED,
        "webhooks.unsubscribe");
    return refused;
  }

  private Endpoint present(DataflowView dataflow) {
    return steps
        .ofDataflow(dataflow.id())
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "NOT_SUBSCRIBED", "No events are sent for " + dataflow.name() + "."));
  }

  @Override
  public WebhookView pause(TenantId tenant, Actor actor, String name) {
    return state(tenant, actor, name, Endpoint.State.PAUSED, "webhooks.pause");
  }

  @Override
  public WebhookView resume(TenantId tenant, Actor actor, String name) {
    return state(tenant, actor, name, Endpoint.State.ACTIVE, "webhooks.resume");
  }

  private WebhookView state(
      TenantId tenant, Actor actor, String name, Endpoint.State state, String action) {
    DataflowView dataflow = dataflows.dataflow(tenant, name);
    Endpoint endpoint = present(dataflow);
    if (endpoint.state() == Endpoint.State.SUBSCRIBING) {
      throw Refusal.conflict(
          "SUBSCRIBING",
          "The vendor was asked to send events for %s, and its answer did not come. Subscribe again."
              .formatted(dataflow.name()));
    }
    if (endpoint.state() != state) {
      steps.state(tenant, actor, dataflow.name().value(), endpoint, state, action);
    }
    return view(tenant, dataflow, Optional.empty());
  }
}
