package tributary.web.json;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

/** Says in the sender's words what is wrong with the shape of a JSON document. */
final class WrongShape {
  private WrongShape() {}

  static Refusal refusal(JsonMappingException e) {
    if (e.getCause() instanceof Refusal refusal) {
      return refusal;
    }
    if (e.getPath().isEmpty() && e.getOriginalMessage().startsWith("No content")) {
      throw new MalformedDocument("The body is empty; send a JSON object.");
    }
    if (e.getPath().isEmpty() && e.getOriginalMessage().startsWith("Trailing token")) {
      throw new MalformedDocument("The body goes on after its end; send one JSON object.");
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return Refusal.invalid(List.of(unknownField(unknown)));
    }
    if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
      return Refusal.invalid(List.of(notOneOf(wrong)));
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return Refusal.invalid(List.of(wrongType(mismatch)));
    }
    throw MalformedDocument.of(e);
  }

  private static FieldProblem unknownField(UnrecognizedPropertyException e) {
    String known = known(e.getKnownPropertyIds());
    return FieldProblem.of(
        path(e),
        "UNKNOWN_FIELD",
        "There is no field %s here. The fields are: %s.".formatted(e.getPropertyName(), known));
  }

  private static String known(Collection<Object> ids) {
    return ids == null
        ? "none"
        : ids.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private static FieldProblem notOneOf(InvalidFormatException e) {
    String accepted =
        Arrays.stream(e.getTargetType().getEnumConstants())
            .map(value -> ((Enum<?>) value).name())
            .collect(Collectors.joining(", "));
    return FieldProblem.of(
        path(e),
        "NOT_ONE_OF",
        "%s is not a value of %s. Use one of: %s.".formatted(e.getValue(), path(e), accepted));
  }

  private static FieldProblem wrongType(MismatchedInputException e) {
    String field = path(e);
    return FieldProblem.of(
        field,
        "WRONG_TYPE",
        "%s takes %s.".formatted(field.isEmpty() ? "The body" : field, words(e.getTargetType())));
  }

  private static String words(Class<?> type) {
    if (type == String.class || type.isEnum()) {
      return "a text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number";
    }
    return Collection.class.isAssignableFrom(type) ? "a list: […]" : "an object: {…}";
  }

  /** Returns the path as the API writes it, such as {@code tables[3].entityName}. */
  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }
}
