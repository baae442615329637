package tributary.run.internal;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import tributary.landing.LandingException;

/** Tells a database that is gone from a failure of the work itself. */
final class Outage {
  private static final int DEEPEST = 50;

  private Outage() {}

  /** Returns whether this came about because the database could not be reached or went away. */
  static boolean causes(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof LandingException landing) {
        return landing.kind() == LandingException.Kind.CONNECTION_LOST;
      }
      if (cause instanceof SQLException sql && lost(sql)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean lost(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("57P")
        || failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException;
  }
}
