package tributary.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Reads entities without a pause, and looks at the locks on them, while something happens. */
final class LockWatch {
  private static final String LOCKED =
      "select count(*) from pg_locks l join pg_class c on c.oid = l.relation"
          + " where l.mode = 'AccessExclusiveLock' and l.granted and c.relkind = 'v'";

  private final Figures held = new Figures();
  private final Figures waits = new Figures();
  private volatile boolean over;

  /** Watches while the work lasts. */
  void during(Database database, List<String> entities, Runnable work) {
    over = false;
    FutureTask<Double> reader = started(() -> longestRead(database, entities));
    FutureTask<Double> looker = started(() -> longestLock(database));
    try {
      work.run();
    } finally {
      over = true;
    }
    waits.add(result(reader));
    held.add(result(looker));
  }

  /** Returns for how long views were locked against readers, in milliseconds. */
  Figures held() {
    return held;
  }

  /** Returns how long the slowest read took, in milliseconds. */
  Figures waits() {
    return waits;
  }

  private static FutureTask<Double> started(Callable<Double> work) {
    FutureTask<Double> task = new FutureTask<>(work);
    new Thread(task, "lock-watch").start();
    return task;
  }

  private static double result(FutureTask<Double> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new Failure("The locks could not be watched: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  private double longestRead(Database database, List<String> entities) throws SQLException {
    double longest = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      String schema = schema(statement, entities.get(0));
      for (int i = 0; !over; i++) {
        String view = '"' + schema + "\".\"" + entities.get(i % entities.size()) + '"';
        long begun = System.nanoTime();
        statement.executeQuery("select * from " + view + " limit 1").close();
        longest = Math.max(longest, (System.nanoTime() - begun) / 1e6);
      }
    }
    return longest;
  }

  private static String schema(Statement statement, String view) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select schemaname from pg_views where viewname = '" + view + "'")) {
      row.next();
      return row.getString(1);
    }
  }

  private double longestLock(Database database) throws SQLException {
    double longest = 0;
    long since = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      while (!over) {
        try (ResultSet row = statement.executeQuery(LOCKED)) {
          row.next();
          if (row.getLong(1) == 0) {
            since = 0;
          } else {
            since = since == 0 ? System.nanoTime() : since;
            longest = Math.max(longest, (System.nanoTime() - since) / 1e6);
          }
        }
      }
    }
    return longest;
  }
}
