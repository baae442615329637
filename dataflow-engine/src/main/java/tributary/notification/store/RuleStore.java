package tributary.notification.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;
import tributary.notification.NotificationRule;
import tributary.tenant.TenantId;

/** Reads and writes rules. Every method needs a transaction. */
@ApplicationScoped
public class RuleStore {
  private static final String OF_TENANT =
      "select r from NotificationRuleRecord r where r.tenantId = :tenant";

  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected RuleStore() {}

  /** Makes the store without a container. */
  public RuleStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns the rule of a dataflow, or of the tenant, itself. */
  public Optional<KeptRule> of(TenantId tenant, Optional<UUID> dataflow) {
    return record(tenant, dataflow).map(NotificationRuleRecord::kept);
  }

  /** Returns the rule that holds for a dataflow: its own, or the tenant's. */
  public Optional<KeptRule> holding(TenantId tenant, UUID dataflow) {
    return of(tenant, Optional.of(dataflow)).or(() -> of(tenant, Optional.empty()));
  }

  /** Returns a rule of the tenant by its id. */
  public Optional<KeptRule> byId(TenantId tenant, UUID id) {
    return query(tenant, OF_TENANT + " and r.id = :id")
        .setParameter("id", id)
        .getResultStream()
        .findFirst()
        .map(NotificationRuleRecord::kept);
  }

  /** Writes a rule, new or in place of the one before. */
  public void write(
      TenantId tenant, Optional<UUID> dataflow, UUID id, NotificationRule rule, byte[] sealed) {
    NotificationRuleRecord record =
        record(tenant, dataflow)
            .orElseGet(() -> new NotificationRuleRecord(tenant, dataflow.orElse(null), id));
    record.take(rule, sealed);
    entities.persist(record);
    entities.flush();
  }

  /** Removes a dataflow's own rule. */
  public void remove(TenantId tenant, UUID dataflow) {
    record(tenant, Optional.of(dataflow)).ifPresent(entities::remove);
  }

  private Optional<NotificationRuleRecord> record(TenantId tenant, Optional<UUID> dataflow) {
    TypedQuery<NotificationRuleRecord> query =
        query(
            tenant,
            OF_TENANT
                + (dataflow.isPresent()
                    ? " and r.dataflowId = :dataflow"
                    : " and r.dataflowId is null"));
    dataflow.ifPresent(id -> query.setParameter("dataflow", id));
    return query.getResultStream().findFirst();
  }

  private TypedQuery<NotificationRuleRecord> query(TenantId tenant, String jpql) {
    return entities
        .createQuery(jpql, NotificationRuleRecord.class)
        .setParameter("tenant", tenant.value());
  }
}
