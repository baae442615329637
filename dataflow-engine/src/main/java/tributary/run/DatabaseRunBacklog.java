package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import tributary.landing.LandingException;
import tributary.landing.LandingPool;

/** Counts the active runs; an index holds them and no others. */
@ApplicationScoped
class DatabaseRunBacklog implements RunBacklog {
  private DataSource pool;

  protected DatabaseRunBacklog() {}

  @Inject
  DatabaseRunBacklog(@LandingPool DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Look look() {
    try (Connection connection = pool.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select count(*) filter (where status = 'QUEUED'),
                  count(*) filter (where status in ('RUNNING', 'PUBLISHING')),
                  count(*) filter (where status = 'WAITING'),
                  coalesce(extract(epoch from
                    now() - min(queued_at)
                      filter (where status = 'QUEUED' and started_at is null)), 0)
                from tributary.run
                where status in ('QUEUED', 'RUNNING', 'PUBLISHING', 'WAITING')
                """);
        ResultSet row = select.executeQuery()) {
      row.next();
      long millis = Math.max(0, Math.round(row.getDouble(4) * 1000));
      return new Look(row.getLong(1), row.getLong(2), row.getLong(3), Duration.ofMillis(millis));
    } catch (SQLException e) {
      throw new LandingException(
          LandingException.Kind.CONNECTION_LOST,
          e.getSQLState() == null ? "" : e.getSQLState(),
          "The queue of runs cannot be looked at.");
    }
  }
}
