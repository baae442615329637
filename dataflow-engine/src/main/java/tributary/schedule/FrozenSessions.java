package tributary.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.chore.Chore;
import tributary.landing.LandingPool;

/**
 * Ends the database sessions of a node that stands still in the middle of a transaction: its
 * machine was paused, or swaps. It is alive for the network, so that the database would keep its
 * locks for ever, and whoever takes its runs over would wait as long. Only a session that others of
 * the product wait for is ended, and only when the database has waited for it as long as makes a
 * worker dead.
 */
@ApplicationScoped
class FrozenSessions implements Chore {
  private static final System.Logger LOG = System.getLogger(FrozenSessions.class.getName());

  /** So many missed reports make a worker dead. */
  private static final int MISSED = 4;

  private DataSource pool;
  private Duration every;
  private Duration still;

  protected FrozenSessions() {}

  @Inject
  FrozenSessions(
      @LandingPool DataSource pool,
      @ConfigProperty(name = "tributary.worker.heartbeat", defaultValue = "PT5S")
          Duration heartbeat) {
    this(pool, heartbeat, heartbeat.multipliedBy(MISSED));
  }

  /**
   * @param still how long a session may stand still
   */
  FrozenSessions(DataSource pool, Duration every, Duration still) {
    this.pool = pool;
    this.every = every;
    this.still = still;
  }

  @Override
  public String name() {
    return "frozen-sessions";
  }

  @Override
  public Duration every() {
    return every;
  }

  @Override
  public void work() {
    try (Connection connection = pool.getConnection();
        PreparedStatement end =
            connection.prepareStatement(
                """
                select count(pg_terminate_backend(pid)) from (
                  select distinct holder.pid from pg_stat_activity waiter
                    cross join lateral unnest(pg_blocking_pids(waiter.pid)) as blocking (pid)
                    join pg_stat_activity holder on holder.pid = blocking.pid
                  where waiter.wait_event_type = 'Lock'
                    and waiter.datname = current_database()
                    and waiter.application_name = current_setting('application_name')
                    and holder.application_name = current_setting('application_name')
                    and holder.usename = current_user
                    and holder.wait_event_type = 'Client'
                    and holder.state_change < clock_timestamp() - ? * interval '1 millisecond'
                ) frozen
                """)) {
      end.setLong(1, still.toMillis());
      try (ResultSet ended = end.executeQuery()) {
        ended.next();
        if (ended.getInt(1) > 0) {
          LOG.log(
              System.Logger.Level.WARNING,
              "Ended {0} database sessions of a node that stands still, as others waited for them",
              ended.getInt(1));
        }
      }
    } catch (SQLException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Whether sessions stand still could not be asked, SQLSTATE {0}",
          e.getSQLState());
    }
  }
}
