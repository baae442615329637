package tributary.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a rollback would do.
 *
 * @param refused why it cannot be done, in words for the person; empty when it can
 * @param run the run it would take back; empty when there is none
 * @param runNumber that run's number in the dataflow; 0 when there is none
 * @param publishedAt when that run published; empty when there is none
 * @param entities what would happen to each
 */
public record RollbackPreview(
    Optional<String> refused,
    Optional<UUID> run,
    long runNumber,
    Optional<Instant> publishedAt,
    List<EntityChange> entities) {
  public RollbackPreview {
    entities = List.copyOf(entities);
  }

  /**
   * What would happen to an entity.
   *
   * @param entityName its name
   * @param rowsNow how many rows it has
   * @param rowsAfter how many it would have
   * @param emptied whether it would be as before its first run: without data
   * @param stateOf when the state it returns to was published; empty when emptied
   * @param changes row by row, when it takes back an incremental run; empty: all rows are exchanged
   *     for those of the earlier state
   * @param stateRunNumber the number of the run that brought that state; 0 when emptied
   */
  public record EntityChange(
      String entityName,
      long rowsNow,
      long rowsAfter,
      boolean emptied,
      Optional<Instant> stateOf,
      Optional<RowChanges> changes,
      long stateRunNumber) {}

  /**
   * What would happen to rows.
   *
   * @param back rows that come back
   * @param gone rows that go
   * @param changed rows that have their earlier values again
   */
  public record RowChanges(long back, long gone, long changed) {}
}
