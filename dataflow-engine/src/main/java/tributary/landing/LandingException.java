package tributary.landing;

import java.util.Objects;

/**
 * The database did not take what was to land. Its message is ours, for the person: it never holds
 * what the database says, which may quote a row.
 */
public final class LandingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String sqlState;

  public LandingException(Kind kind, String sqlState, String message) {
    super(Objects.requireNonNull(message, "message"));
    this.kind = Objects.requireNonNull(kind, "kind");
    this.sqlState = Objects.requireNonNull(sqlState, "sqlState");
  }

  /** Returns what sort of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** Returns PostgreSQL's code; empty when it was not PostgreSQL that refused. */
  public String sqlState() {
    return sqlState;
  }

  /** What sort of failure, and so what to do about it. */
  public enum Kind {
    /** Another worker has the run, or it was ended: stop, leave everything to the other. */
    LEASE_LOST,
    /** The batch was built for older column types: read it again. */
    STALE_PLAN,
    /** The connection broke or the server restarts: read on from what is durable. */
    CONNECTION_LOST,
    /** Someone else holds a lock: try again. */
    BUSY,
    /** The disk is full: an operator must act. */
    DISK_FULL,
    /** The rows cannot be held, in a way that a person can mend. */
    NOT_HELD,
    /** A fault of ours or of the connector. */
    DEFECT
  }
}
