package tributary.run.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
   */
  public record Table(
      UUID importTable,
      String table,
      String fileName,
      String entityName,
      Purpose purpose,
      boolean onlyRejected) {}
}
