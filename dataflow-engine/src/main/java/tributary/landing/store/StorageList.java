package tributary.landing.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tributary.landing.EntityStorage;
import tributary.landing.Purpose;
import tributary.landing.StorageQuery;
import tributary.landing.StorageTotals;
import tributary.retention.Retention;
import tributary.tenant.TenantId;

/** Adds up what entities use, as measured; touches no table of theirs. */
final class StorageList {
  private static final String USED =
      """
      with kept as (
        select entity_id,
          count(*) filter (where run_id is null) as states,
          coalesce(sum(bytes) filter (where run_id is null), 0) as state_bytes,
          count(run_id) as undos,
          coalesce(sum(bytes) filter (where run_id is not null), 0) as undo_bytes,
          count(*) filter (where goes) as goes,
          coalesce(sum(bytes) filter (where goes), 0) as goes_bytes,
          count(*) filter (where bytes is null and not given_up) as unmeasured
        from (%s) as state group by entity_id),
      used as (
        select e.name, e.purpose, e.dataflow_name, coalesce(p.bytes, 0) as present,
          coalesce(k.states, 0) as states, coalesce(k.state_bytes, 0) as state_bytes,
          coalesce(k.undos, 0) as undos, coalesce(k.undo_bytes, 0) as undo_bytes,
          coalesce(p.bytes, 0) + coalesce(k.state_bytes, 0) + coalesce(k.undo_bytes, 0) as total,
          coalesce(k.goes, 0) as goes, coalesce(k.goes_bytes, 0) as goes_bytes,
          coalesce(k.unmeasured, 0)
            + case when p.id is not null and p.bytes is null then 1 else 0 end as unmeasured
        from tributary_landing.entity e
          left join tributary_landing.generation p on p.id = e.generation_id
          left join kept k on k.entity_id = e.id
        where e.tenant_id = ? and strpos(lower(e.name || ' ' || e.dataflow_name), ?) > 0)
      """
          .formatted(StateList.SQL);

  private final Retention retention;

  StorageList(Retention retention) {
    this.retention = retention;
  }

  List<EntityStorage> page(
      Connection connection, TenantId tenant, StorageQuery query, Optional<Instant> replacedBefore)
      throws SQLException {
    List<Object> parameters = parameters(tenant, query.text(), replacedBefore);
    parameters.add(query.size());
    parameters.add(query.first());
    return Transactions.list(
        connection,
        USED
            + " select * from used order by "
            + column(query.sort())
            + (query.ascending() ? " asc" : " desc")
            + ", lower(name) limit ? offset ?",
        StorageList::entity,
        parameters.toArray());
  }

  private static String column(StorageQuery.Sort sort) {
    return switch (sort) {
      case NAME -> "lower(name)";
      case DATAFLOW -> "lower(dataflow_name)";
      case PRESENT -> "present";
      case STATES -> "state_bytes";
      case UNDO -> "undo_bytes";
      case TOTAL -> "total";
      case GOES -> "goes_bytes";
    };
  }

  private List<Object> parameters(TenantId tenant, String text, Optional<Instant> replacedBefore) {
    List<Object> parameters =
        new ArrayList<>(
            Arrays.asList(
                StateList.parameters(
                    Optional.of(tenant.value()),
                    retention.generations(),
                    retention.incrementalRuns(),
                    replacedBefore)));
    parameters.add(tenant.value());
    parameters.add(text.strip().toLowerCase(Locale.ROOT).replace("\0", ""));
    return parameters;
  }

  private static EntityStorage entity(ResultSet row) throws SQLException {
    return new EntityStorage(
        row.getString("name"),
        Purpose.valueOf(row.getString("purpose")),
        row.getString("dataflow_name"),
        row.getLong("present"),
        row.getLong("states"),
        row.getLong("state_bytes"),
        row.getLong("undos"),
        row.getLong("undo_bytes"),
        row.getLong("total"),
        row.getLong("goes"),
        row.getLong("goes_bytes"));
  }

  StorageTotals totals(
      Connection connection, TenantId tenant, String text, Optional<Instant> replacedBefore)
      throws SQLException {
    long loading =
        Transactions.first(
                connection,
                """
                select coalesce(sum(pg_total_relation_size(
                  to_regclass(format('%I.%I', g.schema_name, g.table_name)))), 0)
                from tributary_landing.generation g
                  join tributary_landing.entity e on e.id = g.entity_id
                where g.state = 'LOADING' and e.tenant_id = ?
                """,
                row -> row.getLong(1),
                tenant.value())
            .orElse(0L);
    return Transactions.first(
            connection,
            USED
                + """
                select count(*), sum(present), sum(states), sum(state_bytes), sum(undos),
                  sum(undo_bytes), sum(goes), sum(goes_bytes), sum(unmeasured) from used
                """,
            row ->
                new StorageTotals(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    loading,
                    row.getLong(9)),
            parameters(tenant, text, replacedBefore).toArray())
        .orElseThrow();
  }
}
