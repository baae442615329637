package tributary.inbox;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/**
 * What a person does with a dataflow's subscription to events. Names of dataflows are taken in any
 * case; every refusal is a {@link tributary.problem.Refusal}.
 */
public interface Webhooks {
  /** Returns how they stand, with the event groups to choose from. Asks the vendor nothing. */
  WebhookView of(TenantId tenant, String dataflow);

  /**
   * Asks the vendor to send these events, in place of those it sends now.
   *
   * @param eventGroups keys of the groups; may be empty only when the connector offers none
   * @param reachedAt the address at which this request reached the product; it stands in where no
   *     public address is configured and the vendor is on this machine
   * @throws tributary.problem.Refusal INVALID {@code eventGroups} when none or an unknown one is
   *     chosen; CONFLICT {@code NO_PUBLIC_ADDRESS}, {@code NOT_HTTPS}, {@code NO_WEBHOOKS}; SOURCE
   *     with the vendor's reason
   */
  WebhookView subscribe(
      TenantId tenant, Actor actor, String dataflow, Set<String> eventGroups, URI reachedAt);

  /**
   * Asks the vendor to stop, and forgets the address. Events that are stored are still processed.
   *
   * @return why the vendor did not take it back, in words for the person; empty when it did
   */
  Optional<String> unsubscribe(TenantId tenant, Actor actor, String dataflow);

  /** Refuses events until they are resumed, so that the dataflow can be changed or rolled back. */
  WebhookView pause(TenantId tenant, Actor actor, String dataflow);

  /** Takes events again. */
  WebhookView resume(TenantId tenant, Actor actor, String dataflow);
}
