package tributary.audit.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Appends to {@code audit_entry}. Needs a transaction. */
@ApplicationScoped
public class AuditStore {
  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected AuditStore() {}

  /** Makes the store without a container. */
  public AuditStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Appends one entry. */
  public void append(TenantId tenant, Actor actor, String action, String subject, Instant at) {
    entities.persist(new AuditRecord(tenant, actor, action, subject, at));
  }
}
