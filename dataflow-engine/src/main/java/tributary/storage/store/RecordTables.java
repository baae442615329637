package tributary.storage.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import tributary.landing.LandingPool;
import tributary.storage.StorageReport.Kind;
import tributary.tenant.TenantId;

/**
 * A tenant's share of the tables that all tenants have in common. A small one is counted; of a
 * large one, PostgreSQL's own statistics tell how many rows are the tenant's.
 */
@ApplicationScoped
public class RecordTables {
  private static final long COUNTED_BYTES = 32L << 20;

  private static final String REJECTS =
      """
      select coalesce(sum(t.rows_rejected) filter (where r.tenant_id = ?), 0),
        coalesce(sum(t.rows_rejected), 0),
        coalesce(sum(t.rows_rejected) filter (where r.tenant_id = ? and t.ended_at < ?), 0),
        pg_total_relation_size('tributary_landing.reject')
      from tributary.table_run t join tributary.run r on r.id = t.run_id
      where t.rows_rejected > 0 and t.rejects_state <> 'DROPPED'
      """;

  private static final String ESTIMATE =
      """
      select coalesce((select freq from pg_stats s,
          unnest(s.most_common_vals::text::text[], s.most_common_freqs) as m(tenant, freq)
        where s.schemaname = 'tributary' and s.tablename = ? and s.attname = 'tenant_id'
          and m.tenant = ?), 0) * c.reltuples, greatest(c.reltuples, 1)
      from pg_class c where c.oid = to_regclass('tributary.' || ?)
      """;

  private DataSource pool;
  private long countedBytes;

  protected RecordTables() {}

  /** Makes it over the database that holds all of them. */
  @Inject
  public RecordTables(@LandingPool DataSource pool) {
    this(pool, COUNTED_BYTES);
  }

  RecordTables(DataSource pool, long countedBytes) {
    this.pool = pool;
    this.countedBytes = countedBytes;
  }

  /**
   * A tenant's share.
   *
   * @param count how many rows
   * @param bytes what they use
   * @param goes how many of them are too old
   */
  public record Share(long count, long bytes, long goes) {}

  /** Returns the tenant's share; what is older than the cut-off goes. */
  public Share share(TenantId tenant, Kind kind, Optional<Instant> cutoff, int lastRuns) {
    Object before = cutoff.map(at -> (Object) at.atOffset(ZoneOffset.UTC)).orElse(null);
    try (Connection connection = pool.getConnection()) {
      return switch (kind) {
        case REJECTS -> rejects(connection, tenant, before);
        case RUNS ->
            rows(
                connection,
                tenant,
                "run",
                "array['tributary.run', 'tributary.table_run', 'tributary_landing.publication',"
                    + " 'tributary_landing.publication_entity', 'tributary_landing.column_event']",
                "t.ended_at < ? and t.number <= (select max(l.number) from tributary.run l"
                    + " where l.dataflow_id = t.dataflow_id) - "
                    + lastRuns
                    + " and not exists (select from tributary_landing.generation g"
                    + " where g.run_id = t.id and g.state <> 'DROPPED')",
                before);
        case SCHEDULES -> rows(connection, tenant, "schedule_event", "t.at < ?", before);
        case NOTIFICATIONS ->
            rows(
                connection,
                tenant,
                "notification",
                "t.created_at < ? and t.state <> 'WAITING'",
                before);
        case AUDIT -> rows(connection, tenant, "audit_entry", "t.at < ?", before);
      };
    } catch (SQLException e) {
      throw new IllegalStateException("The sizes of tables cannot be told", e);
    }
  }

  private static Share rejects(Connection connection, TenantId tenant, Object before)
      throws SQLException {
    long[] row = longs(connection, REJECTS, 4, tenant.value(), tenant.value(), before);
    return new Share(row[0], share(row[0], row[1], row[3]), row[2]);
  }

  private Share rows(
      Connection connection, TenantId tenant, String table, String old, Object before)
      throws SQLException {
    return rows(connection, tenant, table, "array['tributary." + table + "']", old, before);
  }

  private Share rows(
      Connection connection,
      TenantId tenant,
      String table,
      String tables,
      String old,
      Object before)
      throws SQLException {
    long[] sizes =
        longs(
            connection,
            "select pg_relation_size('tributary."
                + table
                + "'), (select sum(pg_total_relation_size(to_regclass(t))) from unnest("
                + tables
                + ") as t)",
            2);
    long[] counts =
        sizes[0] <= countedBytes
            ? longs(
                connection,
                "select count(*) filter (where tenant_id = ?), count(*) from tributary." + table,
                2,
                tenant.value())
            : longs(connection, ESTIMATE, 2, table, tenant.value(), table);
    long goes =
        before == null
            ? 0
            : longs(
                connection,
                "select count(*) from tributary." + table + " t where t.tenant_id = ? and " + old,
                1,
                tenant.value(),
                before)[0];
    return new Share(counts[0], share(counts[0], counts[1], sizes[1]), goes);
  }

  private static long share(long part, long all, long bytes) {
    return all <= 0 ? 0 : (long) ((double) part / all * bytes);
  }

  private static long[] longs(Connection connection, String sql, int count, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        long[] values = new long[count];
        row.next();
        for (int i = 0; i < count; i++) {
          values[i] = row.getLong(i + 1);
        }
        return values;
      }
    }
  }
}
