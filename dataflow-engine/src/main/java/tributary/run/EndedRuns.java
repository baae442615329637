package tributary.run;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs that have ended, as the clean-up sees them. Each call is a transaction of its own. */
public interface EndedRuns {
  /**
   * Returns runs that ended before a moment and are not among the last of their dataflow, the
   * longest past first.
   *
   * @param onlyWebhooks whether only those that read single rows on events, and succeeded
   * @param lastKept how many of each dataflow's last runs are left out
   * @param after where to go on; empty: from the beginning
   */
  List<EndedRun> older(
      Instant endedBefore, boolean onlyWebhooks, int lastKept, Optional<EndedRun> after, int most);

  /** Forgets runs with their tables. Repeated, it changes nothing. */
  void forget(Collection<UUID> runs);

  /**
   * Notes of table runs that ended before a moment that their rejects are being dropped, and
   * returns them; those again whose dropping was cut off.
   */
  List<UUID> giveUpRejects(Instant endedBefore, int most);

  /** Notes that the rejects of these table runs are gone. */
  void rejectsDropped(Collection<UUID> tableRuns);

  /** A run that has ended. */
  record EndedRun(UUID id, Instant endedAt, List<UUID> tableRuns) {
    public EndedRun {
      tableRuns = List.copyOf(tableRuns);
    }
  }
}
