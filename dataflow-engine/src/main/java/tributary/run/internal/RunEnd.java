package tributary.run.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.run.RunStatus;

/**
 * How a run ended.
 *
 * @param status an ended one
 * @param description what happened and, after a failure, what to do
 * @param tables by table run; those that are not here ended as the run did
 * @param publishedAt when entities changed; empty: they did not
 */
public record RunEnd(
    RunStatus status,
    String description,
    Map<UUID, TableEnd> tables,
    Optional<Instant> publishedAt) {
  public RunEnd {
    tables = Map.copyOf(tables);
    if (!status.ended()) {
      throw new IllegalArgumentException("Not an end: " + status);
    }
  }

  /** Returns an end that is the same for all tables. */
  public static RunEnd of(RunStatus status, String description) {
    return new RunEnd(status, description, Map.of(), Optional.empty());
  }

  /**
   * How a table ended.
   *
   * @param status an ended one
   * @param description what happened and, after a failure, what to do
   * @param rows in the entity now; empty: as counted
   */
  public record TableEnd(RunStatus status, String description, Optional<Long> rows) {}
}
