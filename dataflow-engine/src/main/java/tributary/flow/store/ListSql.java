package tributary.flow.store;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowQuery.Between;
import tributary.flow.DataflowQuery.GroupBy;
import tributary.flow.DataflowQuery.Sort;
import tributary.tenant.TenantId;

/**
 * The part of a list query after its columns. All values are bound; columns come from enums.
 *
 * @param sql from {@code from} on
 * @param values for its question marks, in order
 */
record ListSql(String sql, List<Object> values) {

  static ListSql filter(TenantId tenant, DataflowQuery query) {
    StringBuilder sql = new StringBuilder(" from tributary.dataflow where tenant_id = ?");
    List<Object> values = new ArrayList<>();
    values.add(tenant.value());
    String text = query.text().strip().toLowerCase(Locale.ROOT);
    if (!text.isEmpty()) {
      sql.append(" and (strpos(lower(name), ?) > 0 or strpos(lower(display_name), ?) > 0)");
      values.add(text);
      values.add(text);
    }
    in(sql, values, "connector_id", query.connectors());
    in(sql, values, "status", names(query.statuses()));
    in(sql, values, "last_refresh", names(query.refreshes()));
    between(sql, values, "created_at", query.created());
    between(sql, values, "updated_at", query.updated());
    between(sql, values, "last_refresh_at", query.refreshed());
    return new ListSql(sql.toString(), List.copyOf(values));
  }

  private static List<String> names(Collection<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).toList();
  }

  private static void in(
      StringBuilder sql, List<Object> values, String column, Collection<String> wanted) {
    if (!wanted.isEmpty()) {
      sql.append(" and ")
          .append(column)
          .append(wanted.stream().map(one -> "?").collect(Collectors.joining(", ", " in (", ")")));
      values.addAll(wanted);
    }
  }

  private static void between(
      StringBuilder sql, List<Object> values, String column, Between between) {
    between
        .from()
        .ifPresent(
            from -> {
              sql.append(" and ").append(column).append(" >= ?");
              values.add(Timestamp.from(from));
            });
    between
        .to()
        .ifPresent(
            to -> {
              sql.append(" and ").append(column).append(" < ?");
              values.add(Timestamp.from(to));
            });
  }

  /** Returns this with the order; what has no value yet stands last, whatever the direction. */
  ListSql sorted(DataflowQuery query, Map<String, String> connectorNames) {
    List<Object> all = new ArrayList<>(values);
    StringBuilder order = new StringBuilder(sql).append(" order by ");
    query
        .groupBy()
        .ifPresent(
            group ->
                order.append(sortable(column(group), connectorNames, all)).append(" nulls last, "));
    order
        .append(sortable(column(query.sort()), connectorNames, all))
        .append(query.ascending() ? " asc" : " desc")
        .append(" nulls last, lower(name)");
    return new ListSql(order.toString(), all);
  }

  /** Returns this cut to a page. */
  ListSql limited(int first, int size) {
    List<Object> all = new ArrayList<>(values);
    all.add(size);
    all.add(first);
    return new ListSql(sql + " limit ? offset ?", all);
  }

  /** Returns this with the groups, in the order of {@link #sorted}. */
  ListSql grouped(GroupBy group, Map<String, String> connectorNames) {
    List<Object> all = new ArrayList<>(values);
    String column = column(group);
    return new ListSql(
        sql
            + " group by "
            + column
            + " order by "
            + sortable(column, connectorNames, all)
            + " nulls last",
        all);
  }

  /** Sorts connectors by the name that people see. */
  private static String sortable(
      String column, Map<String, String> connectorNames, List<Object> values) {
    if (!column.equals("connector_id") || connectorNames.isEmpty()) {
      return column;
    }
    StringBuilder cases = new StringBuilder("case connector_id");
    connectorNames.forEach(
        (id, name) -> {
          cases.append(" when ? then ?");
          values.add(id);
          values.add(name.toLowerCase(Locale.ROOT));
        });
    return cases.append(" else connector_id end").toString();
  }

  static String column(GroupBy group) {
    return switch (group) {
      case TYPE -> "connector_id";
      case STATUS -> "status";
      case TABLES -> "selected_tables";
      case LAST_REFRESH_TYPE -> "last_refresh";
    };
  }

  private static String column(Sort sort) {
    return switch (sort) {
      case NAME -> "lower(name)";
      case TYPE -> "connector_id";
      case STATUS -> "status";
      case TABLES -> "selected_tables";
      case CREATED -> "created_at";
      case LAST_REFRESH_TYPE -> "last_refresh";
      case UPDATED -> "updated_at";
      case LAST_REFRESH -> "last_refresh_at";
      case NEXT_RUN -> "next_run_at";
      case LAST_RUN -> "(select r.queued_at from tributary.run r where r.id = last_run_id)";
    };
  }
}
