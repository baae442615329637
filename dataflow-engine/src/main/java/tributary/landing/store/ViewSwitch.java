package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tributary.landing.LandingException;

/**
 * What changes views, done at the end of a transaction, in one round trip: only from then to the
 * commit do readers wait. Readers may be in its way, and others wait behind it, so it gives up soon
 * and begins again, with a little more time; the rest of the transaction is not done again.
 */
final class ViewSwitch {
  private static final Duration FIRST = Duration.ofMillis(150);
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final String PAUSE = "select pg_sleep(0.1)";

  private final Duration patience;
  private final List<String> statements = new ArrayList<>();

  /**
   * @param patience how long readers may be in the way, all tries together
   */
  ViewSwitch(Duration patience) {
    this.patience = patience;
  }

  void add(List<String> more) {
    statements.addAll(more);
  }

  int size() {
    return statements.size();
  }

  /** Forgets what was added after there were so many. */
  void cutTo(int size) {
    statements.subList(size, statements.size()).clear();
  }

  void execute(Connection connection) throws SQLException {
    if (statements.isEmpty()) {
      return;
    }
    long begun = System.nanoTime();
    Duration time = FIRST;
    while (!tried(connection, time)) {
      if (System.nanoTime() - begun > patience.toNanos()) {
        throw new LandingException(
            LandingException.Kind.NOT_HELD,
            "55P03",
            "Someone reads the entities without a pause, so that they could not be switched."
                + " End long queries on them, then run the dataflow again.");
      }
      Transactions.execute(connection, PAUSE);
      time = time.compareTo(LONGEST) < 0 ? time.multipliedBy(3).dividedBy(2) : LONGEST;
    }
  }

  private boolean tried(Connection connection, Duration time) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      Transactions.execute(connection, "set local statement_timeout = " + time.toMillis());
      Transactions.first(
          connection,
          "select tributary_landing.execute_all(?)",
          row -> true,
          (Object) statements.toArray(new String[0]));
      Transactions.execute(connection, "set local statement_timeout = 0");
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!"57014".equals(e.getSQLState()) && !"55P03".equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      return false;
    }
  }
}
