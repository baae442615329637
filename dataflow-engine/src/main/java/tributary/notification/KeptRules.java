package tributary.notification;

import java.util.Optional;
import java.util.UUID;
import tributary.notification.store.KeptRule;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** The rules in short transactions. */
interface KeptRules {
  /** Returns the rule of a dataflow, or of the tenant, itself. */
  Optional<KeptRule> of(TenantId tenant, Optional<UUID> dataflow);

  /** Returns a rule of the tenant by its id. */
  Optional<KeptRule> byId(TenantId tenant, UUID id);

  /** Writes a rule with its audit entry. */
  void write(TenantId tenant, Actor actor, Optional<UUID> dataflow, String subject, KeptRule rule);

  /** Removes a dataflow's own rule with its audit entry. */
  void remove(TenantId tenant, Actor actor, UUID dataflow, String subject);
}
