package tributary.web.rest;

import java.util.List;
import java.util.Map;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

/**
 * In which order a request wants a list.
 *
 * @param by what decides it
 */
record Sorting<S>(S by, boolean ascending) {
  /**
   * Reads the query parameter: a field, descending after a minus.
   *
   * @param what is sorted, as a sentence begins with it
   * @param sort null or blank: what is usual, descending
   * @param known by field, in the order in which a refusal names them
   */
  static <S> Sorting<S> of(String what, String sort, S usual, Map<String, S> known) {
    if (sort == null || sort.isBlank()) {
      return new Sorting<>(usual, false);
    }
    boolean descending = sort.startsWith("-");
    String field = sort.substring(descending ? 1 : 0);
    if (!known.containsKey(field)) {
      throw Refusal.invalid(
          List.of(
              FieldProblem.of(
                  "sort",
                  "NOT_ONE_OF",
                  "%s cannot be sorted by %s. Sort by one of: %s; a minus before it turns the order."
                      .formatted(what, field, String.join(", ", known.keySet())))));
    }
    return new Sorting<>(known.get(field), !descending);
  }
}
