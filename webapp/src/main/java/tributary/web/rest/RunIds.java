package tributary.web.rest;

import java.util.UUID;
import tributary.problem.Refusal;

/** Reads the ids of runs out of paths. */
final class RunIds {
  private RunIds() {}

  static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound(
          "RUN_UNKNOWN", "There is no run %s. A run's id is a UUID.".formatted(id));
    }
  }
}
