package tributary.audit.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
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

  /** Forgets the oldest entries from before a moment. */
  public int forget(Instant before, int most) {
    return entities
        .createNativeQuery(
            "delete from tributary.audit_entry where id in"
                + " (select id from tributary.audit_entry where at < ?1 order by at limit ?2)")
        .setParameter(1, Timestamp.from(before))
        .setParameter(2, most)
        .executeUpdate();
  }
}
