package tributary.web.rest;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

/** Reads what a request's query chooses of what there is. */
final class Chosen {
  private Chosen() {}

  /**
   * Returns the constants that the values name, in any case.
   *
   * @param field what the values are of
   */
  static <E extends Enum<E>> Set<E> all(String field, Class<E> type, List<String> values) {
    return split(values).stream()
        .map(value -> constant(field, type, value))
        .collect(Collectors.toSet());
  }

  private static <E extends Enum<E>> E constant(String field, Class<E> type, String value) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(value.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                notOneOf(
                    field,
                    value,
                    Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "))));
  }

  /** Returns the refusal of a value that is none of those there are. */
  static Refusal notOneOf(String field, String value, String known) {
    return Refusal.invalid(
        List.of(
            FieldProblem.of(
                field,
                "NOT_ONE_OF",
                "%s is not a value of %s. Use one of: %s.".formatted(value, field, known))));
  }

  /** Returns the constant that the value names, in any case; empty for no value. */
  static <E extends Enum<E>> Optional<E> one(String field, Class<E> type, String value) {
    return value == null || value.isBlank()
        ? Optional.empty()
        : Optional.of(constant(field, type, value.strip()));
  }

  /** Returns what the value says; without one, what it is otherwise. */
  static boolean yes(String field, String value, boolean otherwise) {
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw notOneOf(field, value, "true, false");
    };
  }

  /**
   * Returns each value once. Values may be repeated parameters, or stand in one with commas
   * between.
   */
  static Set<String> split(List<String> values) {
    Set<String> split = new LinkedHashSet<>();
    for (String value : values == null ? List.<String>of() : values) {
      Arrays.stream(value.split(","))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .forEach(split::add);
    }
    return split;
  }
}
