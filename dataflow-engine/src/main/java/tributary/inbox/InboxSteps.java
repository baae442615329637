package tributary.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.Page;
import tributary.inbox.store.Endpoint;
import tributary.inbox.store.NewEvent;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Steps around endpoints and deliveries, each a transaction of its own. */
interface InboxSteps {
  Optional<Endpoint> byId(String endpoint);

  Optional<Endpoint> ofDataflow(UUID dataflow);

  /** Stores events; returns how many are new. */
  int store(Endpoint endpoint, List<NewEvent> events);

  /** Notes whom the vendor is asked to send events to: the present endpoint, or a new one. */
  Endpoint asking(TenantId tenant, UUID dataflow, List<String> eventGroups);

  /** Notes what the vendor answered. */
  void subscribed(
      TenantId tenant, Actor actor, String dataflow, Endpoint endpoint, String id, String note);

  /** Changes how an endpoint stands, with an entry in the audit. */
  void state(
      TenantId tenant,
      Actor actor,
      String dataflow,
      Endpoint endpoint,
      Endpoint.State state,
      String action);

  /** Notes that an endpoint is no more. */
  void ended(Endpoint endpoint);

  Figures figures(UUID dataflow);

  Page<DeliveryRow> page(UUID dataflow, Optional<DeliveryState> state, int first, int size);

  /** Lets one failed delivery be processed again, or all; returns how many. */
  int again(
      TenantId tenant, Actor actor, String dataflowName, UUID dataflow, Optional<Long> delivery);

  Optional<DeliveryState> deliveryState(UUID dataflow, long delivery);

  /** Forgets some old deliveries. */
  int forget(Instant before, int most);

  int forgetEndpoints(Instant before, int most);

  /** How many events came and what became of them. */
  record Figures(long waiting, long processed, long failed, Optional<Instant> lastAt) {}
}
