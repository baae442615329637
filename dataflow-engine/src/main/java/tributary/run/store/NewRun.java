package tributary.run.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.ImportTableView;
import tributary.flow.RefreshKind;
import tributary.landing.Purpose;
import tributary.run.RunKind;
import tributary.run.RunTrigger;
import tributary.tenant.TenantId;

/**
 * A run to queue.
 *
 * @param takesBack for a rollback: which run
 * @param again what it reads again, in words; empty: all that its dataflow says
 * @param tables in the order in which they are shown, metadata first
 */
public record NewRun(
    UUID id,
    TenantId tenant,
    UUID dataflow,
    RunKind kind,
    RefreshKind refresh,
    RunTrigger trigger,
    String requestedBy,
    Instant queuedAt,
    Optional<UUID> takesBack,
    String again,
    List<Table> tables) {
  /**
   * A table of it.
   *
   * @param onlyRejected whether only its objects with rejected rows are read
   * @param byKeys whether only the rows are read that events named
   */
  public record Table(
      UUID importTable,
      String table,
      String fileName,
      String entityName,
      Purpose purpose,
      boolean onlyRejected,
      boolean byKeys) {
    /** Returns a table that is read as the run's refresh says, or only what was rejected of it. */
    public static Table of(ImportTableView table, boolean onlyRejected) {
      return of(table, onlyRejected, false);
    }

    /** Returns a table of which the rows are read that events named. */
    public static Table byKeys(ImportTableView table) {
      return of(table, false, true);
    }

    private static Table of(ImportTableView table, boolean onlyRejected, boolean byKeys) {
      return new Table(
          table.id(),
          table.table().toString(),
          table.fileName(),
          table.entityName().value(),
          table.purpose(),
          onlyRejected,
          byKeys);
    }
  }
}
