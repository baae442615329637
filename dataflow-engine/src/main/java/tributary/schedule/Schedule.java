package tributary.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When a dataflow runs by itself. It is right: {@link ScheduleWish#checked} makes it.
 *
 * @param zone whose clock the times are read from
 * @param times cron expressions of six fields, at least one
 * @param misfire what becomes of missed moments
 * @param pauseAfter how many scheduled runs may fail in a row before the schedule is paused; 0: any
 *     number
 */
public record Schedule(ZoneId zone, List<String> times, Misfire misfire, int pauseAfter) {
  /** How many failures in a row pause a schedule that says nothing else. */
  public static final int PAUSE_AFTER = 10;

  public Schedule {
    times = List.copyOf(times);
  }

  /** Returns the first moment after this one; two times that fall together are one moment. */
  public Optional<Instant> next(Instant after) {
    return times.stream()
        .map(CronTime::new)
        .flatMap(time -> time.next(after, zone).stream())
        .min(Instant::compareTo);
  }
}
