package tributary.landing.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import tributary.landing.KeptRejects;
import tributary.landing.LandingPool;
import tributary.landing.Reject;

/** Rejects, page by page, by the order in which they were kept. */
@ApplicationScoped
class PostgresRejects implements KeptRejects {
  private static final int AT_ONCE = 500;

  private Transactions transactions;

  protected PostgresRejects() {}

  @Inject
  PostgresRejects(@LandingPool DataSource pool) {
    transactions = new Transactions(pool);
  }

  @Override
  public List<Reject> page(UUID tableRun, int first, int size) {
    return transactions.in(
        connection ->
            Transactions.list(
                connection,
                """
                select id, source, reason, raw_row from tributary_landing.reject
                where table_run_id = ? order by id offset ? limit ?
                """,
                row -> numbered(row).reject(),
                tableRun,
                first,
                size));
  }

  @Override
  public long count(UUID tableRun) {
    return transactions.in(
        connection ->
            Transactions.first(
                    connection,
                    "select count(*) from tributary_landing.reject where table_run_id = ?",
                    row -> row.getLong(1),
                    tableRun)
                .orElse(0L));
  }

  @Override
  public void forEach(UUID tableRun, RejectSink sink) throws IOException {
    long after = 0;
    List<Numbered> some = next(tableRun, after);
    while (!some.isEmpty()) {
      for (Numbered numbered : some) {
        sink.accept(numbered.reject());
        after = numbered.id();
      }
      some = next(tableRun, after);
    }
  }

  private List<Numbered> next(UUID tableRun, long after) {
    return transactions.in(
        connection ->
            Transactions.list(
                connection,
                """
                select id, source, reason, raw_row from tributary_landing.reject
                where table_run_id = ? and id > ? order by id limit ?
                """,
                PostgresRejects::numbered,
                tableRun,
                after,
                AT_ONCE));
  }

  @Override
  public int drop(Collection<UUID> tableRuns, int most) {
    return transactions.in(
        connection ->
            Transactions.update(
                connection,
                """
                delete from tributary_landing.reject where id in (
                  select id from tributary_landing.reject where table_run_id = any(?) limit ?)
                """,
                tableRuns.toArray(UUID[]::new),
                most));
  }

  private static Numbered numbered(ResultSet row) throws SQLException {
    return new Numbered(
        row.getLong(1), new Reject(row.getString(2), row.getString(3), row.getString(4)));
  }

  private record Numbered(long id, Reject reject) {}
}
