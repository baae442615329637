package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import tributary.audit.Audit;
import tributary.notification.store.KeptRule;
import tributary.notification.store.RuleStore;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** The rules in the control tables. */
@ApplicationScoped
@Transactional
class TransactionalRules implements KeptRules {
  private RuleStore store;
  private Audit audit;

  protected TransactionalRules() {}

  @Inject
  TransactionalRules(RuleStore store, Audit audit) {
    this.store = store;
    this.audit = audit;
  }

  @Override
  public Optional<KeptRule> of(TenantId tenant, Optional<UUID> dataflow) {
    return store.of(tenant, dataflow);
  }

  @Override
  public Optional<KeptRule> byId(TenantId tenant, UUID id) {
    return store.byId(tenant, id);
  }

  @Override
  public void write(
      TenantId tenant, Actor actor, Optional<UUID> dataflow, String subject, KeptRule rule) {
    store.write(tenant, dataflow, rule.id(), rule.rule(), rule.sealed());
    audit.note(tenant, actor, "notification.change", subject);
  }

  @Override
  public void remove(TenantId tenant, Actor actor, UUID dataflow, String subject) {
    store.remove(tenant, dataflow);
    audit.note(tenant, actor, "notification.remove", subject);
  }
}
