package tributary.schedule;

import java.util.Optional;
import tributary.run.RunOutcome;

/** Counts failures in a row and pauses schedules that only fail. */
public interface FailureStreaks {
  /**
   * Counts a run's end in the caller's transaction; there must be one.
   *
   * @return the streak after a scheduled run failed; empty otherwise
   */
  Optional<FailureStreak> count(RunOutcome outcome);
}
