package tributary.schedule;

import java.time.Instant;
import java.util.Optional;
import tributary.flow.ScheduleState;

/**
 * A dataflow's schedule and how it stands.
 *
 * @param schedule when
 * @param state running or paused; never NONE
 * @param nextRunAt the next moment; empty while paused
 * @param failures how many scheduled runs failed in a row
 */
public record ScheduleView(
    Schedule schedule, ScheduleState state, Optional<Instant> nextRunAt, int failures) {
  /** Returns whether it starts nothing at present. */
  public boolean paused() {
    return state != ScheduleState.RUNNING;
  }
}
