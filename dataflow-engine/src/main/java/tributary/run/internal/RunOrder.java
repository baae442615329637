package tributary.run.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.RefreshKind;
import tributary.landing.Purpose;
import tributary.landing.RunLease;
import tributary.run.RunKind;
import tributary.run.RunStatus;
import tributary.tenant.TenantId;

/**
 * A run that a worker has taken.
 *
 * @param lease the worker's hold on it
 * @param tenant whose run
 * @param dataflow which dataflow
 * @param number counts up per dataflow
 * @param kind what to do
 * @param refresh how to read
 * @param status RUNNING or PUBLISHING
 * @param takesBack for a rollback: which run, and its number
 * @param confirmed whether a person has looked at what would hold its publish
 * @param tables metadata first
 */
public record RunOrder(
    RunLease lease,
    TenantId tenant,
    UUID dataflow,
    long number,
    RunKind kind,
    RefreshKind refresh,
    RunStatus status,
    Optional<TakenBack> takesBack,
    boolean confirmed,
    List<TableOrder> tables) {
  public RunOrder {
    tables = List.copyOf(tables);
  }

  /** Returns whether only single rows are read, which events named. */
  boolean byKeys() {
    return !tables.isEmpty() && tables.stream().allMatch(TableOrder::byKeys);
  }

  /** Returns the run. */
  public UUID run() {
    return lease.run();
  }

  /**
   * The run that a rollback takes back.
   *
   * @param run which
   * @param number its number
   */
  public record TakenBack(UUID run, long number) {}

  /**
   * A table of the run.
   *
   * @param id the table run
   * @param importTable the dataflow's table
   * @param fileName its label at the source
   * @param entityName where it lands
   * @param purpose where it lands
   * @param status how far it is
   * @param description why it failed, when it has
   * @param onlyRejected whether only its objects with rejected rows are read
   * @param byKeys whether only the rows are read that events named
   */
  public record TableOrder(
      UUID id,
      UUID importTable,
      String fileName,
      String entityName,
      Purpose purpose,
      RunStatus status,
      String description,
      boolean onlyRejected,
      boolean byKeys) {}
}
