package tributary.landing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tributary.tenant.TenantId;

/**
 * What a rollback returns to, and what it uses: earlier states of entities, and the before-images
 * of incremental runs. Works in transactions of its own, never in the caller's.
 */
public interface EarlierStates {
  /**
   * Gives up states beyond the numbers to keep, and older ones, and drops what is given up. What is
   * locked is left for the next time.
   *
   * @param replacedBefore what was replaced before is too old; empty: nothing is
   * @param most how many at most
   * @return how many it dropped
   */
  int cleanUp(Optional<Instant> replacedBefore, int most);

  /**
   * Measures states that are new or have changed since they were measured.
   *
   * @param tenant empty: those of all
   * @return how many it measured
   */
  int measure(Optional<TenantId> tenant, int most);

  /** Returns the part of the tenant's entities that the query asks for, as measured. */
  List<EntityStorage> page(TenantId tenant, StorageQuery query, Optional<Instant> replacedBefore);

  /**
   * Returns what the tenant's entities use together.
   *
   * @param text as in {@link StorageQuery}: which of them; the empty text stands for all
   */
  StorageTotals totals(TenantId tenant, String text, Optional<Instant> replacedBefore);
}
