package tributary.notification;

import java.util.List;
import java.util.Optional;
import tributary.flow.Page;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/**
 * Whom a tenant tells what became of its runs. Refusals are {@link tributary.problem.Refusal}. A
 * webhook's secret is never given away.
 */
public interface Notifications {
  /** Returns the tenant's rule; until one is set, nobody is told anything. */
  NotificationRule rule(TenantId tenant);

  /** Sets the tenant's rule. */
  NotificationRule set(TenantId tenant, Actor actor, NotificationWish wish);

  /** Returns a dataflow's own rule; empty: the tenant's holds. */
  Optional<NotificationRule> ruleOf(TenantId tenant, String dataflow);

  /** Sets a dataflow's own rule; empty: the tenant's holds again. */
  Optional<NotificationRule> setFor(
      TenantId tenant, Actor actor, String dataflow, Optional<NotificationWish> wish);

  /** Sends a test to everybody that the tenant's rule names, and waits for the outcome. */
  List<Tried> test(TenantId tenant, Actor actor);

  /** Returns what was sent and what waits, the latest first. */
  Page<SentNotification> sent(TenantId tenant, int first, int size);

  /** Returns whether this installation can send e-mail. */
  boolean sendsMail();

  /**
   * The outcome of a test for one recipient.
   *
   * @param problem why it did not arrive and what to do; empty: it did
   */
  record Tried(String recipient, String problem) {}
}
