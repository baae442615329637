package tributary.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import tributary.audit.store.AuditStore;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** The audit in the control tables. */
@ApplicationScoped
@Transactional
class AuditTrail implements Audit, OldEntries {
  private AuditStore store;
  private Clock clock;

  protected AuditTrail() {}

  @Inject
  AuditTrail(AuditStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void note(TenantId tenant, Actor actor, String action, String subject) {
    store.append(tenant, actor, action, subject, clock.instant());
  }

  @Override
  public int forget(Instant before, int most) {
    return store.forget(before, most);
  }
}
