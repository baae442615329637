package tributary.schedule;

import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The moments that a cron expression names on a zone's clock: second, minute, hour, day of the
 * month, month, day of the week. The expression is matched against the clock on the wall; what the
 * clock's changes make of it is decided here:
 *
 * <ul>
 *   <li>a time that the clock leaves out comes at the next moment there is, once;
 *   <li>a time that comes twice counts the first time;
 *   <li>where the hour is {@code *}, the expression names a distance rather than a time: what the
 *       clock leaves out is left out, and what comes twice counts twice.
 * </ul>
 */
final class CronTime {
  /** An expression that names no moment before it names none. */
  private static final LocalDateTime NEVER = LocalDateTime.of(2400, 1, 1, 0, 0);

  private final String expression;
  private final CronSchedule wall;
  private final boolean everyHour;

  /**
   * @throws IllegalArgumentException when it is no expression of six fields
   */
  CronTime(String expression) {
    this.expression = expression;
    // on UTC, every time of the wall's clock comes exactly once
    this.wall = new CronSchedule(expression, ZoneOffset.UTC, CronStyle.SPRING53);
    this.everyHour = isEveryHour(expression);
  }

  private static boolean isEveryHour(String expression) {
    String[] fields = expression.split(" +");
    return fields.length > 2 && (fields[2].equals("*") || fields[2].equals("*/1"));
  }

  /** Returns the first moment after this one; empty when there is none any more. */
  Optional<Instant> next(Instant after, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    return Stream.concat(first(after, rules).stream(), repeated(after, rules))
        .min(Instant::compareTo);
  }

  /** Returns the next moment, times that come twice counted the first time. */
  private Optional<Instant> first(Instant after, ZoneRules rules) {
    LocalDateTime time = LocalDateTime.ofInstant(after, rules.getOffset(after));
    while (true) {
      Optional<LocalDateTime> match = matchAfter(time);
      if (match.isEmpty()) {
        return Optional.empty();
      }
      time = match.get();
      ZoneOffsetTransition change = rules.getTransition(time);
      boolean leftOut = change != null && change.isGap();
      if (leftOut && everyHour) {
        continue;
      }
      Instant moment =
          leftOut ? change.getInstant() : time.toInstant(rules.getValidOffsets(time).get(0));
      if (moment.isAfter(after)) {
        return Optional.of(moment);
      }
    }
  }

  /** Returns the moments of times that come for the second time. */
  private Stream<Instant> repeated(Instant after, ZoneRules rules) {
    if (!everyHour || rules.isFixedOffset()) {
      return Stream.empty();
    }
    return Stream.of(
            Optional.ofNullable(rules.previousTransition(after.plusNanos(1))),
            Optional.ofNullable(rules.nextTransition(after)))
        .flatMap(Optional::stream)
        .filter(ZoneOffsetTransition::isOverlap)
        .flatMap(change -> within(after, change).stream());
  }

  private Optional<Instant> within(Instant after, ZoneOffsetTransition change) {
    Instant before = change.getInstant().minusSeconds(1);
    Instant from = after.isAfter(before) ? after : before;
    Instant end = change.getInstant().minus(change.getDuration());
    return matchAfter(LocalDateTime.ofInstant(from, change.getOffsetAfter()))
        .map(time -> time.toInstant(change.getOffsetAfter()))
        .filter(moment -> moment.isBefore(end));
  }

  private Optional<LocalDateTime> matchAfter(LocalDateTime time) {
    Instant onUtc = time.truncatedTo(ChronoUnit.SECONDS).toInstant(ZoneOffset.UTC);
    LocalDateTime match =
        LocalDateTime.ofInstant(wall.getInitialExecutionTime(onUtc), ZoneOffset.UTC);
    return match.isBefore(NEVER) ? Optional.of(match) : Optional.empty();
  }

  @Override
  public String toString() {
    return expression;
  }
}
