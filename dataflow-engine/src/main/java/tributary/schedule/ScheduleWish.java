package tributary.schedule;

import java.util.List;

/**
 * A schedule as given; any part may be wrong. Null stands for "not said".
 *
 * @param timeZone the zone's name, such as {@code America/New_York}
 * @param times cron expressions
 * @param misfire a constant of {@link Misfire}; not said: RUN_ONCE
 * @param pauseAfter not said: {@link Schedule#PAUSE_AFTER}
 * @param paused not said: no
 */
public record ScheduleWish(
    String timeZone, List<String> times, Misfire misfire, Integer pauseAfter, Boolean paused) {

  /** Returns the wish for what stands. */
  public static ScheduleWish of(ScheduleView view) {
    return new ScheduleWish(
        view.schedule().zone().getId(),
        view.schedule().times(),
        view.schedule().misfire(),
        view.schedule().pauseAfter(),
        view.paused());
  }

  /** Returns whether the schedule is to start nothing at first. */
  public boolean isPaused() {
    return Boolean.TRUE.equals(paused);
  }
}
