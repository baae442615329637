package tributary.flow.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.connection.StoredConnection;
import tributary.flow.DataflowHead;
import tributary.flow.DataflowName;
import tributary.flow.DataflowStatus;
import tributary.flow.ImportTableView;
import tributary.flow.RefreshKind;
import tributary.flow.ScheduleState;
import tributary.landing.EntityName;
import tributary.problem.Refusal;
import tributary.spi.ConnectorId;
import tributary.tenant.TenantId;

/** Reads and writes dataflows with their tables and secrets. */
@ApplicationScoped
@Transactional
public class DataflowStore {
  private static final String REFRESH = "eclipselink.refresh";

  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected DataflowStore() {}

  /** Makes the store without a container. */
  public DataflowStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns the dataflow of this name, in any case. */
  public Optional<StoredDataflow> byName(TenantId tenant, String name) {
    return record(tenant, name).map(this::stored);
  }

  /** Returns the dataflow of this id. */
  public Optional<StoredDataflow> byId(TenantId tenant, UUID id) {
    return record(tenant, id).map(this::stored);
  }

  /** Returns which dataflow has this name, in any case. */
  public Optional<DataflowHead> head(TenantId tenant, String name) {
    return entities
        .createQuery(
            "select d.id, d.name, d.displayName, d.description, d.connectorId from DataflowRecord d"
                + " where d.tenantId = :tenant and lower(d.name) = lower(:name)",
            Object[].class)
        .setParameter("tenant", tenant.value())
        .setParameter("name", name)
        .getResultStream()
        .findFirst()
        .map(DataflowStore::head);
  }

  private static DataflowHead head(Object[] row) {
    return new DataflowHead(
        (UUID) row[0],
        new DataflowName((String) row[1]),
        (String) row[2],
        (String) row[3],
        new ConnectorId((String) row[4]));
  }

  /** Returns the connection of the dataflow of this name, in any case. */
  public Optional<StoredConnection> connection(TenantId tenant, String name) {
    return record(tenant, name).map(DataflowRecord::connection);
  }

  /** Returns the connection of the dataflow of this id. */
  public Optional<StoredConnection> connection(TenantId tenant, UUID id) {
    return record(tenant, id).map(DataflowRecord::connection);
  }

  /** Locks the dataflow until the transaction ends; returns it as it stands then. */
  public Optional<StoredDataflow> lock(TenantId tenant, UUID id) {
    boolean found =
        !entities
            .createNativeQuery(
                "select 1 from tributary.dataflow where tenant_id = ? and id = ? for update")
            .setParameter(1, tenant.value())
            .setParameter(2, id)
            .getResultList()
            .isEmpty();
    return found ? byId(tenant, id) : Optional.empty();
  }

  private Optional<DataflowRecord> record(TenantId tenant, String name) {
    return entities
        .createQuery(
            "select d from DataflowRecord d"
                + " where d.tenantId = :tenant and lower(d.name) = lower(:name)",
            DataflowRecord.class)
        .setParameter("tenant", tenant.value())
        .setParameter("name", name)
        .setHint(REFRESH, true)
        .getResultStream()
        .findFirst();
  }

  private Optional<DataflowRecord> record(TenantId tenant, UUID id) {
    return entities
        .createQuery(
            "select d from DataflowRecord d where d.tenantId = :tenant and d.id = :id",
            DataflowRecord.class)
        .setParameter("tenant", tenant.value())
        .setParameter("id", id)
        .setHint(REFRESH, true)
        .getResultStream()
        .findFirst();
  }

  private StoredDataflow stored(DataflowRecord dataflow) {
    return dataflow.stored(tables(dataflow.id()).stream().map(TableRecord::stored).toList());
  }

  private List<TableRecord> tables(UUID dataflow) {
    return entities
        .createQuery(
            "select t from TableRecord t where t.dataflowId = :dataflow order by t.position",
            TableRecord.class)
        .setParameter("dataflow", dataflow)
        .setHint(REFRESH, true)
        .getResultList();
  }

  /**
   * Returns which of the names, in lower case, dataflows of the tenant have, with their writing.
   */
  public Map<String, String> names(TenantId tenant, Set<String> wanted) {
    return pairs(
        entities
            .createNativeQuery(
                "select lower(name), name from tributary.dataflow"
                    + " where tenant_id = ? and lower(name) = any (string_to_array(?, ','))")
            .setParameter(1, tenant.value())
            .setParameter(2, joined(wanted))
            .getResultList());
  }

  /** Returns which of the entity names, in lower case, other dataflows hold, with whose. */
  public Map<String, String> entityNames(
      TenantId tenant, Optional<UUID> except, Set<String> wanted) {
    return pairs(
        entities
            .createNativeQuery(
                "select lower(t.entity_name), d.name from tributary.import_table t"
                    + " join tributary.dataflow d on d.id = t.dataflow_id"
                    + " where t.tenant_id = ? and t.holds_name and t.dataflow_id <> ?"
                    + " and lower(t.entity_name) = any (string_to_array(?, ','))")
            .setParameter(1, tenant.value())
            .setParameter(2, except.orElseGet(() -> new UUID(0, 0)))
            .setParameter(3, joined(wanted))
            .getResultList());
  }

  /** Joins what can be a name; nothing else can be taken. */
  private static String joined(Set<String> names) {
    return names.stream().filter(EntityName::isValid).collect(Collectors.joining(","));
  }

  private static Map<String, String> pairs(List<?> rows) {
    Map<String, String> pairs = new HashMap<>();
    rows.forEach(row -> pairs.put((String) ((Object[]) row)[0], (String) ((Object[]) row)[1]));
    return pairs;
  }

  /**
   * Inserts a dataflow.
   *
   * @throws Refusal CONFLICT when someone else took its name or an entity's in the meantime
   */
  public void insert(TenantId tenant, StoredDataflow dataflow) {
    entities.persist(new DataflowRecord(tenant.value(), dataflow));
    flush();
    int position = 0;
    for (StoredTable table : dataflow.tables()) {
      persist(tenant, dataflow.id(), table, position++);
    }
    flush();
  }

  /**
   * Writes a locked dataflow's new values.
   *
   * @throws Refusal CONFLICT when someone else took an entity's name in the meantime
   */
  public void update(TenantId tenant, StoredDataflow dataflow) {
    record(tenant, dataflow.id()).orElseThrow().take(dataflow);
    Map<UUID, TableRecord> before = new HashMap<>();
    tables(dataflow.id()).forEach(table -> before.put(table.id(), table));
    freeNames(dataflow, before);
    int position = 0;
    for (StoredTable table : dataflow.tables()) {
      TableRecord record = before.remove(table.view().id());
      if (record == null) {
        persist(tenant, dataflow.id(), table, position++);
      } else {
        record.take(table, position++);
      }
    }
    before.values().forEach(entities::remove);
    flush();
  }

  /** Lets go of the names that change, so that two entities can swap theirs. */
  private void freeNames(StoredDataflow dataflow, Map<UUID, TableRecord> before) {
    String renamed =
        dataflow.tables().stream()
            .map(StoredTable::view)
            .filter(table -> isRenamed(before.get(table.id()), table))
            .map(table -> table.id().toString())
            .collect(Collectors.joining(","));
    if (!renamed.isEmpty()) {
      entities
          .createNativeQuery(
              "update tributary.import_table set entity_name = '~' || id where dataflow_id = ?"
                  + " and id = any (cast(string_to_array(?, ',') as uuid[]))")
          .setParameter(1, dataflow.id())
          .setParameter(2, renamed)
          .executeUpdate();
    }
  }

  private static boolean isRenamed(TableRecord before, ImportTableView after) {
    return before != null && !before.entityName().equals(after.entityName().value());
  }

  private void persist(TenantId tenant, UUID dataflow, StoredTable table, int position) {
    TableRecord record = new TableRecord(tenant.value(), dataflow, table.view().id());
    record.take(table, position);
    entities.persist(record);
  }

  private void flush() {
    try {
      entities.flush();
    } catch (PersistenceException e) {
      throw translated(e);
    }
  }

  private static RuntimeException translated(PersistenceException e) {
    String text = sqlText(e);
    if (text.contains("dataflow_name")) {
      return Refusal.conflict(
          "NAME_TAKEN", "Another dataflow was given this name a moment ago. Choose another name.");
    }
    if (text.contains("import_table_entity_name")) {
      return Refusal.conflict(
          "ENTITY_NAME_TAKEN",
          "Another dataflow was given one of these entity names a moment ago. Look at the entity"
              + " names again.");
    }
    return e;
  }

  private static String sqlText(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
        return sql.getMessage();
      }
    }
    return "";
  }

  /** Deletes a dataflow with its tables, secrets and runs. */
  public void delete(TenantId tenant, UUID id) {
    entities
        .createNativeQuery("delete from tributary.dataflow where tenant_id = ? and id = ?")
        .setParameter(1, tenant.value())
        .setParameter(2, id)
        .executeUpdate();
  }

  /** Writes how the schedule stands; returns false when the tenant has no such dataflow. */
  public boolean noteSchedule(
      TenantId tenant, UUID dataflow, ScheduleState state, Optional<Instant> nextRunAt) {
    return entities
            .createNativeQuery(
                "update tributary.dataflow set schedule_state = ?,"
                    + " next_run_at = cast(? as timestamptz) where tenant_id = ? and id = ?")
            .setParameter(1, state.name())
            .setParameter(2, nextRunAt.map(Timestamp::from).orElse(null))
            .setParameter(3, tenant.value())
            .setParameter(4, dataflow)
            .executeUpdate()
        == 1;
  }

  /** Writes how the last run stands; returns false when the tenant has no such dataflow. */
  public boolean noteRun(
      TenantId tenant,
      UUID dataflow,
      UUID run,
      DataflowStatus status,
      String detail,
      RefreshKind refresh,
      Optional<Instant> refreshedAt) {
    return entities
            .createNativeQuery(
                "update tributary.dataflow set status = ?, last_run_id = ?, last_run_detail = ?,"
                    + " last_refresh = ?,"
                    + " last_refresh_at = coalesce(cast(? as timestamptz), last_refresh_at)"
                    + " where tenant_id = ? and id = ?")
            .setParameter(1, status.name())
            .setParameter(2, run)
            .setParameter(3, detail)
            .setParameter(4, refresh.name())
            .setParameter(5, refreshedAt.map(Timestamp::from).orElse(null))
            .setParameter(6, tenant.value())
            .setParameter(7, dataflow)
            .executeUpdate()
        == 1;
  }
}
