package tributary.run.internal;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.Landing.Progress;
import tributary.landing.RunLease;

/**
 * Keeps what becomes of runs. Each call is a transaction of its own. Calls with a lease throw
 * {@link tributary.landing.LandingException} of kind LEASE_LOST when another worker took the run
 * after it.
 */
public interface RunJournal {
  /** Takes a run that has not ended, with a new lease; empty when it has ended or is gone. */
  Optional<RunOrder> take(UUID run);

  /** Returns whether someone asked the run to stop. */
  boolean cancelRequested(RunLease lease);

  /** Notes that a table is being read. */
  void reading(RunLease lease, UUID tableRun);

  /** Notes counters. */
  void progress(RunLease lease, Map<UUID, Progress> progress);

  /** Notes that a table is read to its end, or has failed with this description. */
  void tableRead(RunLease lease, UUID tableRun, Progress progress, Optional<String> failure);

  /** Notes that the run publishes now; false when someone asked it to stop before. */
  boolean publishing(RunLease lease);

  /**
   * Notes that the run waits for a person; nobody works on it until then.
   *
   * @param description what there is to decide
   * @param tables the same by table run
   */
  void waiting(RunLease lease, String description, Map<UUID, String> tables);

  /**
   * Notes that the run goes on later and gives its place to others; false when someone asked it to
   * stop before.
   *
   * @param description until when it waits, and what for
   */
  boolean postponed(RunLease lease, String description);

  /** Notes how the run ended. Repeated, it changes nothing. */
  void ended(RunLease lease, RunEnd end);
}
