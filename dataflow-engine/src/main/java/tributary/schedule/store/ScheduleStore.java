package tributary.schedule.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.Page;
import tributary.schedule.ScheduleEvent;
import tributary.schedule.ScheduleView;
import tributary.tenant.TenantId;

/** Reads and writes schedules. Every method needs a transaction. */
@ApplicationScoped
public class ScheduleStore {
  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected ScheduleStore() {}

  /** Makes the store without a container. */
  public ScheduleStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns a dataflow's schedule. The dataflow is one of the caller's tenant. */
  public Optional<ScheduleView> find(UUID dataflow) {
    return Optional.ofNullable(entities.find(ScheduleRecord.class, dataflow))
        .map(ScheduleRecord::view);
  }

  /** Returns the same, locked until the transaction ends. The dataflow is locked already. */
  public Optional<ScheduleView> lock(UUID dataflow) {
    return Optional.ofNullable(
            entities.find(ScheduleRecord.class, dataflow, LockModeType.PESSIMISTIC_WRITE))
        .map(ScheduleRecord::view);
  }

  /** Writes a schedule, new or in place of the one before. */
  public void write(TenantId tenant, UUID dataflow, ScheduleView view) {
    ScheduleRecord record = entities.find(ScheduleRecord.class, dataflow);
    if (record == null) {
      record = new ScheduleRecord(tenant, dataflow);
      record.take(view);
      entities.persist(record);
    } else {
      record.take(view);
    }
  }

  /** Removes a schedule; its history stays. */
  public void remove(UUID dataflow) {
    Optional.ofNullable(entities.find(ScheduleRecord.class, dataflow)).ifPresent(entities::remove);
  }

  /** Returns the schedules whose moment has come, the longest due first. */
  public List<DueSchedule> due(Instant now, int most) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select tenant_id, dataflow_id from tributary.schedule where next_at <= ?"
                    + " order by next_at limit ?")
            .setParameter(1, Timestamp.from(now))
            .setParameter(2, most)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new DueSchedule(new TenantId((String) row[0]), (UUID) row[1]))
        .toList();
  }

  /** Appends to the history. */
  public void append(TenantId tenant, UUID dataflow, ScheduleEvent event) {
    entities.persist(new ScheduleEventRecord(tenant, dataflow, event));
    entities.flush();
  }

  /** Returns whether a moment has been dealt with. */
  public boolean isDone(UUID dataflow, Instant dueAt) {
    return entities
            .createQuery(
                "select count(e) from ScheduleEventRecord e where e.dataflowId = :dataflow"
                    + " and e.dueAt = :due",
                Long.class)
            .setParameter("dataflow", dataflow)
            .setParameter("due", dueAt)
            .getSingleResult()
        > 0;
  }

  /** Returns a part of the history, the latest first. */
  public Page<ScheduleEvent> history(TenantId tenant, UUID dataflow, int first, int size) {
    List<ScheduleEvent> events =
        entities
            .createQuery(
                "select e from ScheduleEventRecord e where e.tenantId = :tenant"
                    + " and e.dataflowId = :dataflow order by e.id desc",
                ScheduleEventRecord.class)
            .setParameter("tenant", tenant.value())
            .setParameter("dataflow", dataflow)
            .setFirstResult(first)
            .setMaxResults(size)
            .getResultStream()
            .map(ScheduleEventRecord::event)
            .toList();
    long total =
        entities
            .createQuery(
                "select count(e) from ScheduleEventRecord e where e.tenantId = :tenant"
                    + " and e.dataflowId = :dataflow",
                Long.class)
            .setParameter("tenant", tenant.value())
            .setParameter("dataflow", dataflow)
            .getSingleResult();
    return new Page<>(events, total);
  }

  /** Forgets what happened before this moment; returns how many events that were. */
  public int forget(Instant before, int most) {
    return entities
        .createNativeQuery(
            "delete from tributary.schedule_event where id in"
                + " (select id from tributary.schedule_event where at < ?1 order by at limit ?2)")
        .setParameter(1, Timestamp.from(before))
        .setParameter(2, most)
        .executeUpdate();
  }
}
