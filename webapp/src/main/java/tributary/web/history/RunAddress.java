package tributary.web.history;

import java.util.UUID;
import tributary.problem.Refusal;

/** Reads the ids in an address, which may be anything that somebody typed. */
final class RunAddress {
  private RunAddress() {}

  static UUID run(String id) {
    return parse(id, "RUN_NOT_FOUND", "There is no such run.");
  }

  static UUID table(String id) {
    return parse(id, "TABLE_RUN_NOT_FOUND", "The run has no such table.");
  }

  /** Returns the number of a page; the first for what is none. */
  static int page(String number) {
    return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 1;
  }

  private static UUID parse(String id, String code, String message) {
    try {
      return UUID.fromString(id == null ? "" : id);
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound(code, message);
    }
  }
}
