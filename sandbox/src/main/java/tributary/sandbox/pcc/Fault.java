package tributary.sandbox.pcc;

import java.util.Locale;

/**
 * A fault that somebody asked for, as the control API takes it; what is left out is any, or the
 * usual.
 *
 * @param resource the last fixed part of a path: {@code patients}, {@code observations}, {@code
 *     token}
 * @param after how many calls go well first
 * @param every strikes each call of that many; 0: each
 * @param times how often it strikes; 0: for ever
 * @param millis how long {@link Kind#LATENCY} waits
 * @param status what {@link Kind#STATUS} answers; 0: 500
 * @param field what {@link Kind#FIELD} spoils
 * @param json what it writes there, as raw JSON
 * @param bytes writes a text of so many bytes there instead
 */
public record Fault(
    Kind kind,
    String resource,
    Integer facId,
    Integer patientId,
    int after,
    int every,
    int times,
    long millis,
    int status,
    String field,
    String json,
    int bytes) {
  /** What goes wrong. */
  public enum Kind {
    /** The answer comes late. */
    LATENCY,
    /** The answer is an error of the status given. */
    STATUS,
    /** The connection ends in the middle of the body. */
    CUT,
    /** The body ends in the middle, and the answer says that this is all of it. */
    TRUNCATE,
    /** A page for people instead of JSON, with status 200. */
    HTML,
    /** A field is not what it should be. */
    FIELD,
    /** A patient is deleted just before the call is answered. */
    DELETE_PATIENT
  }

  /** Slows every call of a resource. */
  public static Fault latency(String resource, long millis) {
    return new Fault(Kind.LATENCY, resource, null, null, 0, 0, 0, millis, 0, null, null, 0);
  }

  /** Answers some calls with an error. */
  public static Fault status(String resource, int status, int every, int times) {
    return new Fault(Kind.STATUS, resource, null, null, 0, every, times, 0, status, null, null, 0);
  }

  /** Spoils one answer in its body, by {@link Kind#CUT}, {@link Kind#TRUNCATE} or the like. */
  public static Fault once(Kind kind, String resource, int after) {
    return new Fault(kind, resource, null, null, after, 0, 1, 0, 0, null, null, 0);
  }

  /** Writes something else in a field of one patient's rows; of all when none is given. */
  public static Fault field(String resource, Integer patientId, String field, String json) {
    return new Fault(Kind.FIELD, resource, null, patientId, 0, 0, 0, 0, 0, field, json, 0);
  }

  /** Writes a long text in a field of one patient's rows. */
  public static Fault longText(String resource, Integer patientId, String field, int bytes) {
    return new Fault(Kind.FIELD, resource, null, patientId, 0, 0, 0, 0, 0, field, null, bytes);
  }

  /** Deletes a patient when a resource was asked for that many times. */
  public static Fault delete(String resource, int patientId, int after) {
    return new Fault(
        Kind.DELETE_PATIENT, resource, null, patientId, after, 0, 1, 0, 0, null, null, 0);
  }

  String rawValue() {
    return bytes > 0 ? '"' + "Long note. ".repeat(bytes / 11 + 1) + '"' : json;
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + (resource == null ? "" : " of " + resource);
  }
}
