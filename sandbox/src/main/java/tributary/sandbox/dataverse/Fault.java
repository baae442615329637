package tributary.sandbox.dataverse;

/**
 * Something that goes wrong on request.
 *
 * @param kind what goes wrong
 * @param table the logical name of the table whose questions suffer; null: every question
 * @param after so many questions go well first
 * @param times how often it strikes; 0: until it is taken away
 * @param status of {@link Kind#STATUS}
 * @param code of {@link Kind#STATUS}: the service's own error code
 * @param millis of {@link Kind#LATENCY}, and what Retry-After says, rounded up to seconds
 * @param column of {@link Kind#FIELD}
 * @param json of {@link Kind#FIELD}: what stands there instead
 */
public record Fault(
    Kind kind,
    String table,
    int after,
    int times,
    int status,
    String code,
    long millis,
    String column,
    String json) {
  /** What goes wrong. */
  public enum Kind {
    /** The answer comes late. */
    LATENCY,
    /** The answer is an error. */
    STATUS,
    /** The connection ends in the middle of the body. */
    CUT,
    /** The body ends in the middle, and the answer says that this is all of it. */
    TRUNCATE,
    /** A page for people instead of JSON, with status 200. */
    HTML,
    /** A column is not what it should be. */
    FIELD,
    /** The link to the next page leads to another host. */
    FOREIGN_LINK,
    /** The metadata document brings a document type with entities. */
    XML_ENTITIES
  }

  /** Answers questions of a table with an error. */
  public static Fault status(String table, int status, String code, int after, int times) {
    return new Fault(Kind.STATUS, table, after, times, status, code, 0, null, null);
  }

  /** Spoils answers in their body. */
  public static Fault body(Kind kind, String table, int after, int times) {
    return new Fault(kind, table, after, times, 0, null, 0, null, null);
  }

  /** Writes something else in a column of every row. */
  public static Fault field(String table, String column, String json) {
    return new Fault(Kind.FIELD, table, 0, 0, 0, null, 0, column, json);
  }

  /** Slows every answer. */
  public static Fault latency(String table, long millis) {
    return new Fault(Kind.LATENCY, table, 0, 0, 0, null, millis, null, null);
  }
}
