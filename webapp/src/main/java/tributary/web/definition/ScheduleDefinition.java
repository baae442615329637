package tributary.web.definition;

import java.util.List;
import tributary.flow.ScheduleState;
import tributary.schedule.Misfire;
import tributary.schedule.ScheduleView;
import tributary.schedule.ScheduleWish;

/**
 * A schedule as a document.
 *
 * @param timeZone whose clock the times are read from, a name of the IANA database
 * @param times at least one
 * @param misfire what becomes of moments that passed while nothing was running; left out: RUN_ONCE
 * @param paused whether it starts nothing; left out: false
 * @param pauseAfter how many scheduled runs may fail in a row before it is paused; 0: any number;
 *     left out: 10
 * @param state only told, never taken
 * @param nextRunAt only told, never taken
 * @param failures how many scheduled runs failed in a row; only told, never taken
 */
public record ScheduleDefinition(
    String timeZone,
    List<Time> times,
    Misfire misfire,
    Boolean paused,
    Integer pauseAfter,
    ScheduleState state,
    String nextRunAt,
    Integer failures) {
  /**
   * A time of a schedule.
   *
   * @param cron second, minute, hour, day of the month, month, day of the week
   */
  public record Time(String cron) {}

  /** Returns the document of a schedule. */
  public static ScheduleDefinition of(ScheduleView view) {
    return new ScheduleDefinition(
        view.schedule().zone().getId(),
        view.schedule().times().stream().map(Time::new).toList(),
        view.schedule().misfire(),
        view.paused(),
        view.schedule().pauseAfter(),
        view.state(),
        view.nextRunAt().map(Object::toString).orElse(null),
        view.failures());
  }

  /** Returns what the document asks for. */
  public ScheduleWish wish() {
    return new ScheduleWish(
        timeZone,
        times == null
            ? List.of()
            : times.stream()
                .map(time -> time == null || time.cron() == null ? "" : time.cron())
                .toList(),
        misfire,
        pauseAfter,
        paused);
  }
}
