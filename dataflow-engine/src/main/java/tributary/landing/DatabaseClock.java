package tributary.landing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * The time that nodes share: the database's. Between two looks at it the time that has passed is
 * counted by a clock that nobody can set, so that a node whose own clock is wrong, or is set while
 * it works, neither takes a living worker's run nor lets a dead one's lie. Thread-safe.
 */
public final class DatabaseClock {
  private static final System.Logger LOG = System.getLogger(DatabaseClock.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final DataSource pool;
  private final LongSupplier nanos;
  private Instant looked;
  private long lookedAt;
  private long triedAt;

  /**
   * @param nanos counts nanoseconds from anywhere, never backwards
   */
  public DatabaseClock(DataSource pool, LongSupplier nanos) {
    this.pool = Objects.requireNonNull(pool, "pool");
    this.nanos = Objects.requireNonNull(nanos, "nanos");
  }

  /**
   * Returns the database's time. While the database does not answer it goes on from the last look.
   *
   * @throws IllegalStateException when the database has never answered
   */
  public synchronized Instant now() {
    long now = nanos.getAsLong();
    if (looked == null || now - triedAt > LOOK_AGAIN.toNanos()) {
      look(now);
    }
    return looked.plusNanos(nanos.getAsLong() - lookedAt);
  }

  private void look(long now) {
    triedAt = now;
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      looked = row.getObject(1, OffsetDateTime.class).toInstant();
      lookedAt = nanos.getAsLong();
    } catch (SQLException e) {
      if (looked == null) {
        throw new IllegalStateException("The database does not tell its time", e);
      }
      LOG.log(
          System.Logger.Level.DEBUG,
          "The database does not tell its time, SQLSTATE {0}",
          e.getSQLState());
    }
  }
}
