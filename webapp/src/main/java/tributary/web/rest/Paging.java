package tributary.web.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

/**
 * Which part of a list a request asks for.
 *
 * @param page from 1
 * @param size rows per page
 */
record Paging(int page, int size) {
  static final int DEFAULT_SIZE = 50;

  /** Reads the query parameters; null stands for the first page and the usual size. */
  static Paging of(String page, String size, int maxSize) {
    List<FieldProblem> problems = new ArrayList<>();
    int number = whole("page", page, 1, 10_000_000 / maxSize, 1, problems);
    int rows = whole("size", size, 1, maxSize, Math.min(DEFAULT_SIZE, maxSize), problems);
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    return new Paging(number, rows);
  }

  int first() {
    return (page - 1) * size;
  }

  /** Reads one whole number of the query. */
  static int whole(String name, String value, int min, int max, int otherwise) {
    List<FieldProblem> problems = new ArrayList<>();
    int number = whole(name, value, min, max, otherwise, problems);
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    return number;
  }

  private static int whole(
      String name, String value, int min, int max, int otherwise, List<FieldProblem> problems) {
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    OptionalInt number = number(value.strip());
    if (number.isEmpty() || number.getAsInt() < min || number.getAsInt() > max) {
      problems.add(
          new FieldProblem(
              name,
              "OUT_OF_RANGE",
              "%s is a whole number from %d to %d, not %s.".formatted(name, min, max, value),
              Integer.toString(otherwise)));
      return otherwise;
    }
    return number.getAsInt();
  }

  private static OptionalInt number(String value) {
    return value.matches("-?[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(value))
        : OptionalInt.empty();
  }
}
