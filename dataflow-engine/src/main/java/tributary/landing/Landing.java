package tributary.landing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.tenant.TenantId;

/**
 * Where runs put rows: new generations beside the present ones, one publish, and back again. Works
 * in transactions of its own, never in the caller's. Every method throws {@link LandingException};
 * those that take a lease refuse an older one.
 */
public interface Landing {
  /**
   * Makes this lease the run's newest: workers with an older token can no longer write. Returns how
   * often in a row the run was taken, this time included, without a new checkpoint in between.
   */
  int take(RunLease lease);

  /** Notes that the run is put down on purpose: to take it again is no sign of a crash. */
  void putDown(RunLease lease);

  /** Ends all leases of a run: nobody can write for it any more. */
  void fence(UUID run);

  /**
   * Makes a generation, or returns the one that this table run has already begun.
   *
   * @throws tributary.problem.Refusal when the source's columns cannot be held
   */
  Staging stage(RunLease lease, StageOrder order);

  /** Returns the generation that a table run has begun, if it has. */
  Optional<Staging> staged(RunLease lease, UUID tableRun);

  /**
   * Returns what an entity knows of the table that it was read from, for a read by ledger; empty
   * when it has no ledger, or when another way of reading brought its rows.
   *
   * @param readAs as in {@link Refreshing}
   */
  Optional<KnownTable> known(UUID entity, String readAs);

  /**
   * Makes the generation that a table run has begun one that takes everything, in place of what
   * changed. What it has read so far is thrown away.
   *
   * @param because why, in words for the person
   */
  Staging stageWhole(RunLease lease, UUID tableRun, String because);

  /** Returns the counters of table runs that are under way, by table run. */
  Map<UUID, Progress> progress(Collection<UUID> tableRuns);

  /**
   * Makes the generations of these table runs visible in one transaction. Repeated after it has
   * happened, it only says so. An entity that cannot be published, such as one whose type changes
   * while views read it, stays as it was. When a person has to look first, nothing is published.
   *
   * @param confirmed whether a person has looked
   * @param policy whether the others are published when one cannot be
   */
  Publication publish(
      RunLease lease,
      TenantId tenant,
      UUID dataflow,
      Collection<UUID> tableRuns,
      boolean confirmed,
      PublishPolicy policy);

  /** Returns what table runs change about their entities' columns, or would, by table run. */
  Map<UUID, List<ColumnChange>> columnChanges(Collection<UUID> tableRuns);

  /** Returns the import tables of a dataflow into whose entities single rows can be merged. */
  Set<UUID> mergeable(TenantId tenant, UUID dataflow);

  /** Gives up the generations that a fenced run made and did not publish, and its leases. */
  void discard(UUID run);

  /**
   * Drops generations that were given up or taken back, and those of the dataflow beyond the number
   * to keep. What is locked is left for the next time.
   */
  void retire(TenantId tenant, UUID dataflow);

  /** Returns of how many objects the dataflow's entities lack rows that were rejected. */
  List<Rejected> rejected(TenantId tenant, UUID dataflow);

  /** Returns what would be taken back next; empty when nothing was published. */
  Optional<Undo> undo(TenantId tenant, UUID dataflow);

  /**
   * Returns the entities to their states before a run, in one transaction. Repeated after it has
   * happened, it only says so.
   *
   * @throws tributary.problem.Refusal when the run is not the last published one any more or an
   *     earlier state was dropped
   */
  Undo restore(RunLease lease, TenantId tenant, UUID dataflow, UUID takesBack);

  /**
   * Objects of which rows were rejected, of one entity, as one run found them.
   *
   * @param entity the import table's id
   * @param run which run
   * @param objects how many
   */
  record Rejected(UUID entity, UUID run, int objects) {}

  /**
   * Counters of a table run.
   *
   * @param read rows the source gave
   * @param written rows landed
   * @param rejected rows kept aside
   * @param noted rows landed with an entry in {@code _issues}
   * @param bytes taken in from the source
   * @param bytesTotal expected; 0 where not known
   */
  record Progress(long read, long written, long rejected, long noted, long bytes, long bytesTotal) {
    /** Nothing yet. */
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0);
  }

  /**
   * What was published.
   *
   * @param at when
   * @param landed by table run
   * @param refused by table run: why it stayed as it was, in words for the person
   * @param held by table run: what a person has to look at first; not empty: nothing was published
   */
  record Publication(
      Instant at, Map<UUID, Landed> landed, Map<UUID, String> refused, Map<UUID, String> held) {
    public Publication {
      landed = Map.copyOf(landed);
      refused = Map.copyOf(refused);
      held = Map.copyOf(held);
    }
  }

  /**
   * What a table run made of its entity.
   *
   * @param rows in the entity now
   * @param changes of an incremental run: what it changed; empty: all rows are of this run
   * @param wholeBecause why all rows were read although only changes were asked for, empty text:
   *     what the entity kept was of no use; empty: nothing else was asked for
   * @param goneUnknown whether nothing could be taken away, as a rejected row is of unknown key
   */
  record Landed(
      long rows,
      Optional<RowChanges> changes,
      Optional<String> wholeBecause,
      boolean goneUnknown) {}

  /**
   * What an incremental run changed.
   *
   * @param added rows that are new
   * @param changed rows with other values
   * @param gone rows that went or were marked as gone
   * @param marked those of them that were marked
   */
  record RowChanges(long added, long changed, long gone, long marked) {}

  /**
   * What a rollback does or did.
   *
   * @param run the run that is taken back
   * @param publishedAt when it published
   * @param entities what happens to each, by name
   */
  record Undo(UUID run, Instant publishedAt, List<UndoneEntity> entities) {
    public Undo {
      entities = List.copyOf(entities);
    }

    /** Returns whether all earlier states are still there. */
    public boolean possible() {
      return entities.stream().noneMatch(UndoneEntity::dropped);
    }
  }

  /**
   * An entity in a rollback.
   *
   * @param entity the import table's id
   * @param name what it is called
   * @param rowsNow how many rows the undone state has
   * @param rowsAfter how many the earlier state has
   * @param stateOf when the earlier state was published; empty: before the first run, no rows
   * @param changes of an incremental run: what it changed, and the rollback changes back; empty:
   *     the state is exchanged as a whole
   * @param stateRun which run brought the earlier state; empty: before the first run
   * @param dropped whether the earlier state is gone
   */
  record UndoneEntity(
      UUID entity,
      String name,
      long rowsNow,
      long rowsAfter,
      Optional<Instant> stateOf,
      Optional<RowChanges> changes,
      Optional<UUID> stateRun,
      boolean dropped) {}
}
