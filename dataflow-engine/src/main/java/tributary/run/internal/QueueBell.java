package tributary.run.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Tells a worker at once that a run stands in the queue, whichever node put it there. It only
 * shortens the wait: what it misses, the next poll finds.
 */
public final class QueueBell {
  private static final System.Logger LOG = System.getLogger(QueueBell.class.getName());
  private static final String LISTEN = "listen tributary_queue";
  private static final String LISTEN_NO_MORE = "unlisten tributary_queue";

  /** How long it waits for the bell before it looks whether it is to end. */
  private static final int EAR_MILLIS = 500;

  private static final long DEAF_SECONDS = 1;

  private final DataSource pool;
  private final Runnable rung;
  private final Runnable between;
  private final Thread listener;
  private volatile boolean ended;

  /**
   * @param rung what to do when it rings; quick, and may be called without need
   * @param between what to do now and then while it listens; quick
   */
  public QueueBell(DataSource pool, ThreadFactory threads, Runnable rung, Runnable between) {
    this.pool = pool;
    this.rung = rung;
    this.between = between;
    this.listener = threads.newThread(this::listen);
  }

  public void start() {
    listener.start();
  }

  /** Ends the listening, now or very soon. */
  public void stop() {
    ended = true;
    listener.interrupt();
  }

  private void listen() {
    while (!ended) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(LISTEN);
        // what came while nobody listened
        rung.run();
        hear(connection.unwrap(PGConnection.class));
        statement.execute(LISTEN_NO_MORE);
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "The queue is polled, SQLSTATE {0}", e.getSQLState());
        pause();
      }
    }
  }

  private void hear(PGConnection connection) throws SQLException {
    while (!ended) {
      if (connection.getNotifications(EAR_MILLIS).length > 0) {
        rung.run();
      }
      between.run();
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(DEAF_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
    }
  }
}
