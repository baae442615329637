package tributary.problem;

import java.io.Serializable;
import java.util.Objects;

/**
 * What is wrong with one field.
 *
 * @param field its path in the API's request, such as {@code name}, {@code settings.bucket} or
 *     {@code tables[3].entityName}
 * @param code capitals and underscores, for programs
 * @param message for the person: what is wrong, with which value (never a secret), what to do
 * @param suggestion a value that would do; empty when there is none
 */
public record FieldProblem(String field, String code, String message, String suggestion)
    implements Serializable {
  public FieldProblem {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(suggestion, "suggestion");
  }

  /** Returns a problem without a suggestion. */
  public static FieldProblem of(String field, String code, String message) {
    return new FieldProblem(field, code, message, "");
  }
}
