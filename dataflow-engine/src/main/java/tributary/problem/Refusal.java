package tributary.problem;

import java.util.List;
import java.util.Objects;

/**
 * The product does not do what was asked, and says why in words for the person who asked: what is
 * wrong, with which value, and what to do. The one exception of the use cases.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String code;
  private final transient List<FieldProblem> fields;

  /**
   * @param kind what sort of refusal
   * @param code capitals and underscores, for programs
   * @param message for the person; never a secret, never content of a row
   * @param fields the fields to correct, may be empty
   */
  public Refusal(Kind kind, String code, String message, List<FieldProblem> fields) {
    super(Objects.requireNonNull(message, "message"));
    this.kind = Objects.requireNonNull(kind, "kind");
    this.code = Objects.requireNonNull(code, "code");
    this.fields = List.copyOf(fields);
  }

  /** Returns a refusal because fields are wrong; its message is the first field's. */
  public static Refusal invalid(List<FieldProblem> fields) {
    return new Refusal(Kind.INVALID, fields.get(0).code(), fields.get(0).message(), fields);
  }

  /** Returns a refusal because something does not exist. */
  public static Refusal notFound(String code, String message) {
    return new Refusal(Kind.NOT_FOUND, code, message, List.of());
  }

  /** Returns a refusal because of the present state of things. */
  public static Refusal conflict(String code, String message) {
    return new Refusal(Kind.CONFLICT, code, message, List.of());
  }

  /** Returns what sort of refusal it is. */
  public Kind kind() {
    return kind;
  }

  /** Returns the code for programs. */
  public String code() {
    return code;
  }

  /** Returns the fields to correct. */
  public List<FieldProblem> fields() {
    return fields == null ? List.of() : fields;
  }

  /** What sort of refusal. The API maps each to one HTTP status. */
  public enum Kind {
    /** Something in the request is wrong: 422. */
    INVALID,
    /** It does not exist: 404. */
    NOT_FOUND,
    /** It cannot be done now: 409. */
    CONFLICT,
    /** The actor may not do it: 403. */
    FORBIDDEN,
    /** The source refuses, is not reachable or is not what it should be: 502. */
    SOURCE
  }
}
