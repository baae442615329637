package tributary.flow.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowQuery.GroupBy;
import tributary.flow.DataflowRow;
import tributary.flow.DataflowStatus;
import tributary.flow.Page;
import tributary.flow.RefreshKind;
import tributary.flow.ScheduleState;
import tributary.tenant.TenantId;

/** Works out the Imports list in the database. */
@ApplicationScoped
@Transactional
public class DataflowList {
  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected DataflowList() {}

  /** Makes the list without a container. */
  public DataflowList(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Returns a page.
   *
   * @param connectorNames display names of the installed connectors, by id
   */
  public Page<DataflowRow> page(
      TenantId tenant, DataflowQuery query, Map<String, String> connectorNames) {
    ListSql filter = ListSql.filter(tenant, query);
    long total =
        ((Number) run("select count(*)" + filter.sql(), filter).getSingleResult()).longValue();
    ListSql sorted = filter.sorted(query, connectorNames).limited(query.first(), query.size());
    List<DataflowRow> rows =
        rowsOf(
            run(
                "select name, display_name, description, connector_id, status, last_run_detail,"
                    + " selected_tables, created_at, last_refresh, updated_at, last_refresh_at,"
                    + " last_run_id, schedule_state, next_run_at, credentials_until"
                    + sorted.sql(),
                sorted),
            connectorNames);
    return new Page<>(rows, total);
  }

  /** Returns how many rows stand in each group, in the order in which a page shows the groups. */
  public Map<String, Long> groups(
      TenantId tenant, DataflowQuery query, GroupBy groupBy, Map<String, String> connectorNames) {
    ListSql grouped = ListSql.filter(tenant, query).grouped(groupBy, connectorNames);
    Map<String, Long> groups = new LinkedHashMap<>();
    for (Object row :
        run(
                "select coalesce(cast("
                    + ListSql.column(groupBy)
                    + " as text), ''), count(*)"
                    + grouped.sql(),
                grouped)
            .getResultList()) {
      Object[] pair = (Object[]) row;
      groups.put((String) pair[0], ((Number) pair[1]).longValue());
    }
    return groups;
  }

  private Query run(String sql, ListSql values) {
    Query query = entities.createNativeQuery(sql);
    for (int i = 0; i < values.values().size(); i++) {
      query.setParameter(i + 1, values.values().get(i));
    }
    return query;
  }

  private static List<DataflowRow> rowsOf(Query query, Map<String, String> connectorNames) {
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> row((Object[]) row, connectorNames)).toList();
  }

  private static DataflowRow row(Object[] row, Map<String, String> connectorNames) {
    String connector = (String) row[3];
    return new DataflowRow(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        connector,
        connectorNames.getOrDefault(connector, connector),
        DataflowStatus.valueOf((String) row[4]),
        (String) row[5],
        ((Number) row[6]).intValue(),
        instant(row[7]),
        row[8] == null ? null : RefreshKind.valueOf((String) row[8]),
        instant(row[9]),
        instant(row[10]),
        (UUID) row[11],
        ScheduleState.valueOf((String) row[12]),
        instant(row[13]),
        instant(row[14]));
  }

  private static Instant instant(Object value) {
    return value == null ? null : ((Timestamp) value).toInstant();
  }
}
