package tributary.telemetry;

import java.sql.SQLException;

/**
 * Failures for a log. What a database says may quote a row, so its words are left out, and those of
 * whoever passes them on.
 */
public final class FailureText {
  private static final int FRAMES = 60;

  private FailureText() {}

  /** Returns the failure and its causes with their places in the code. */
  public static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause()) {
      text.append(depth++ == 0 ? "" : "\nCaused by: ").append(cause.getClass().getName());
      if (cause instanceof SQLException sql) {
        text.append(" SQLSTATE ").append(sql.getSQLState());
      } else if (cause.getMessage() != null && !comesOfDatabase(cause)) {
        text.append(": ").append(cause.getMessage());
      }
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        text.append("\n\tat ").append(frames[i]);
      }
    }
    return text.toString();
  }

  private static boolean comesOfDatabase(Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth++ < 10; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return true;
      }
    }
    return false;
  }
}
