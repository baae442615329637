package tributary.inbox;

import java.util.Optional;
import tributary.flow.Page;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/**
 * The events that came for a dataflow. Names of dataflows are taken in any case; every refusal is a
 * {@link tributary.problem.Refusal}.
 */
public interface WebhookEvents {
  /**
   * Returns a part of the events that came, the latest first.
   *
   * @param state only those; empty: all
   */
  Page<DeliveryRow> deliveries(
      TenantId tenant, String dataflow, Optional<DeliveryState> state, int first, int size);

  /**
   * Reads the rows of an event that failed once more.
   *
   * @throws tributary.problem.Refusal NOT_FOUND {@code DELIVERY_NOT_FOUND}; CONFLICT {@code
   *     DELIVERY_NOT_FAILED}
   */
  void processAgain(TenantId tenant, Actor actor, String dataflow, long delivery);

  /** Reads the rows of all events that failed once more; returns how many those are. */
  int processFailedAgain(TenantId tenant, Actor actor, String dataflow);
}
