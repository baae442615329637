package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.audit.Audit;
import tributary.flow.Page;
import tributary.inbox.store.DeliveryStore;
import tributary.inbox.store.Endpoint;
import tributary.inbox.store.EndpointStore;
import tributary.inbox.store.NewEvent;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** The steps in the control tables. */
@ApplicationScoped
@Transactional
class TransactionalInbox implements InboxSteps {
  private EndpointStore endpoints;
  private DeliveryStore deliveries;
  private EndpointLogin logins;
  private Audit audit;
  private Clock clock;

  protected TransactionalInbox() {}

  @Inject
  TransactionalInbox(
      EndpointStore endpoints,
      DeliveryStore deliveries,
      EndpointLogin logins,
      Audit audit,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.logins = logins;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Optional<Endpoint> byId(String endpoint) {
    return endpoints.byId(endpoint);
  }

  @Override
  public Optional<Endpoint> ofDataflow(UUID dataflow) {
    return endpoints.ofDataflow(dataflow);
  }

  @Override
  public int store(Endpoint endpoint, List<NewEvent> events) {
    Instant now = clock.instant();
    UUID dataflow = endpoint.dataflow().orElseThrow();
    int stored = 0;
    for (NewEvent event : events) {
      if (deliveries.insert(endpoint.id(), dataflow, event, now)) {
        stored++;
      }
    }
    return stored;
  }

  @Override
  public Endpoint asking(TenantId tenant, UUID dataflow, List<String> eventGroups) {
    Optional<Endpoint> present = endpoints.ofDataflow(dataflow);
    if (present.isPresent()) {
      endpoints.asking(present.get().id(), eventGroups, clock.instant());
      return present.get();
    }
    Endpoint made = logins.make(tenant, dataflow, eventGroups);
    endpoints.insert(made, clock.instant());
    return made;
  }

  @Override
  public void subscribed(
      TenantId tenant, Actor actor, String dataflow, Endpoint endpoint, String id, String note) {
    endpoints.subscribed(endpoint.id(), id, note, clock.instant());
    audit.note(tenant, actor, "webhooks.subscribe", dataflow);
  }

  @Override
  public void state(
      TenantId tenant,
      Actor actor,
      String dataflow,
      Endpoint endpoint,
      Endpoint.State state,
      String action) {
    endpoints.state(endpoint.id(), state, clock.instant());
    audit.note(tenant, actor, action, dataflow);
  }

  @Override
  public void ended(Endpoint endpoint) {
    endpoints.state(endpoint.id(), Endpoint.State.REMOVED, clock.instant());
  }

  @Override
  public Figures figures(UUID dataflow) {
    Map<DeliveryState, Long> counts = deliveries.counts(dataflow);
    return new Figures(
        counts.getOrDefault(DeliveryState.RECEIVED, 0L),
        counts.getOrDefault(DeliveryState.PROCESSED, 0L),
        counts.getOrDefault(DeliveryState.FAILED, 0L),
        deliveries.lastAt(dataflow));
  }

  @Override
  public Page<DeliveryRow> page(UUID dataflow, Optional<DeliveryState> state, int first, int size) {
    return deliveries.page(dataflow, state, first, size);
  }

  @Override
  public int again(
      TenantId tenant, Actor actor, String dataflowName, UUID dataflow, Optional<Long> delivery) {
    int again = deliveries.again(dataflow, delivery);
    if (again > 0) {
      audit.note(tenant, actor, "webhooks.process-again", dataflowName);
    }
    return again;
  }

  @Override
  public Optional<DeliveryState> deliveryState(UUID dataflow, long delivery) {
    return deliveries.state(dataflow, delivery);
  }

  @Override
  public int forget(Instant before, int most) {
    return deliveries.forget(before, most);
  }

  @Override
  public int forgetEndpoints(Instant before, int most) {
    return endpoints.forget(before, most);
  }
}
