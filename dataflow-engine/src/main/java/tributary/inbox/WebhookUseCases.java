package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tributary.connection.SourceRefusal;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.ImportTableView;
import tributary.inbox.store.Endpoint;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.ConnectorException;
import tributary.spi.EventGroup;
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
  private Receivers receivers;
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
    this.receivers = receivers;
    this.logins = logins;
    this.address = address;
  }

  @Override
  public WebhookView of(TenantId tenant, String name) {
    return view(tenant, dataflows.dataflow(tenant, name), Optional.empty());
  }

  private WebhookView view(TenantId tenant, DataflowView dataflow, Optional<URI> told) {
    Optional<Endpoint> endpoint = steps.ofDataflow(dataflow.id());
    Optional<WebhookReceiver> receiver = receiver(tenant, dataflow);
    InboxSteps.Figures figures = steps.figures(dataflow.id());
    WebhookState state =
        endpoint
            .map(one -> WebhookState.valueOf(one.state().name()))
            .orElse(receiver.isPresent() ? WebhookState.OFF : WebhookState.NOT_OFFERED);
    return new WebhookView(
        state,
        told.or(() -> endpoint.flatMap(one -> address.known(one.id()))),
        receiver
            .map(one -> groups(dataflow, one, endpoint.map(Endpoint::eventGroups)))
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

  private Optional<WebhookReceiver> receiver(TenantId tenant, DataflowView dataflow) {
    try {
      return receivers.of(tenant, dataflow.id(), dataflow.version());
    } catch (ConnectorException e) {
      throw SourceRefusal.of(e);
    }
  }

  private static List<WebhookView.Group> groups(
      DataflowView dataflow, WebhookReceiver receiver, Optional<List<String>> chosen) {
    return receiver.eventGroups().stream()
        .map(
            group ->
                new WebhookView.Group(
                    group.key(),
                    group.label(),
                    group.about(),
                    dataflow.tables().stream()
                        .filter(t -> t.selected() && group.tables().contains(t.table()))
                        .map(ImportTableView::fileName)
                        .toList(),
                    chosen.map(keys -> keys.contains(group.key())).orElse(false)))
        .toList();
  }

  @Override
  public WebhookView subscribe(
      TenantId tenant, Actor actor, String name, Set<String> eventGroups, URI reachedAt) {
    DataflowView dataflow = dataflows.dataflow(tenant, name);
    WebhookReceiver receiver =
        receiver(tenant, dataflow)
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        "NO_WEBHOOKS",
                        "The connector of " + dataflow.name() + " knows no events."));
    requireKnown(receiver.eventGroups(), eventGroups);
    address.of("", reachedAt);
    Optional<Endpoint> before = steps.ofDataflow(dataflow.id());
    if (before.isPresent() && !before.get().remoteId().isEmpty()) {
      take(() -> unsubscribe(receiver, before.get()));
    }
    Endpoint endpoint =
        steps.asking(tenant, dataflow.id(), List.copyOf(new TreeSet<>(eventGroups)));
    URI callback = address.of(endpoint.id(), reachedAt);
    Subscription subscription;
    try {
      subscription =
          take(
              () ->
                  receiver.subscribe(
                      new SubscribeRequest(
                          callback,
                          logins.open(endpoint),
                          eventGroups,
                          dataflow.tables().stream()
                              .filter(ImportTableView::selected)
                              .map(ImportTableView::table)
                              .collect(Collectors.toSet()))));
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

  private static void requireKnown(List<EventGroup> offered, Set<String> chosen) {
    List<String> known = offered.stream().map(EventGroup::key).toList();
    if (chosen.isEmpty() && !known.isEmpty()) {
      throw Refusal.invalid(
          List.of(
              FieldProblem.of(
                  "eventGroups",
                  "REQUIRED",
                  "Choose at least one group of events: " + String.join(", ", known) + ".")));
    }
    Optional<String> unknown =
        new TreeSet<>(chosen).stream().filter(key -> !known.contains(key)).findFirst();
    if (unknown.isPresent()) {
      throw Refusal.invalid(
          List.of(
              FieldProblem.of(
                  "eventGroups",
                  "UNKNOWN_EVENT_GROUP",
                  "There is no event group “%s”. Choose among %s."
                      .formatted(
                          unknown.get(), known.isEmpty() ? "none" : String.join(", ", known)))));
    }
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

  private static Endpoint unsubscribe(WebhookReceiver receiver, Endpoint endpoint)
      throws InterruptedException {
    receiver.unsubscribe(new Subscription(endpoint.remoteId(), Optional.empty(), Optional.empty()));
    return endpoint;
  }

  @Override
  public Optional<String> unsubscribe(TenantId tenant, Actor actor, String name) {
    DataflowView dataflow = dataflows.dataflow(tenant, name);
    Endpoint endpoint = present(dataflow);
    Optional<String> refused = Optional.empty();
    if (!endpoint.remoteId().isEmpty()) {
      try {
        Optional<WebhookReceiver> receiver = receiver(tenant, dataflow);
        if (receiver.isPresent()) {
          take(() -> unsubscribe(receiver.get(), endpoint));
        }
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
