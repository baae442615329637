package tributary.landing;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** What runs left beside the rows. Works in transactions of its own, never in the caller's. */
public interface LandedHistory {
  /** Returns those of the runs that a rollback needs: it takes them back or returns to them. */
  Set<UUID> needed(Collection<UUID> runs);

  /**
   * Forgets what runs that nothing needs have published. Repeated, it changes nothing.
   *
   * @param tableRuns of these runs
   */
  void forget(Collection<UUID> runs, Collection<UUID> tableRuns);
}
