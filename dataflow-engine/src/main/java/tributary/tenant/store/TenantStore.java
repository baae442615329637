package tributary.tenant.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import tributary.tenant.TenantId;
import tributary.tenant.TenantView;

/** Reads and writes {@code tenant}. Needs a transaction. */
@ApplicationScoped
public class TenantStore {
  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected TenantStore() {}

  /** Makes the store without a container. */
  public TenantStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns all tenants, by name. */
  public List<TenantView> all() {
    return entities
        .createQuery("select t from TenantRecord t order by t.id", TenantRecord.class)
        .getResultStream()
        .map(TenantRecord::view)
        .toList();
  }

  /** Inserts the tenant unless it is there, even while another node does the same. */
  public void ensure(TenantId tenant, String displayName, Instant now) {
    entities
        .createNativeQuery(
            "insert into tributary.tenant (id, display_name, created_at) values (?, ?, ?)"
                + " on conflict do nothing")
        .setParameter(1, tenant.value())
        .setParameter(2, displayName)
        .setParameter(3, Timestamp.from(now))
        .executeUpdate();
  }
}
