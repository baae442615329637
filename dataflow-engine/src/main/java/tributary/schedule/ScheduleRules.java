package tributary.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tributary.problem.FieldProblem;

/** What a schedule may be, in words for the person who wants one. */
final class ScheduleRules {
  static final int MOST_TIMES = 24;
  static final int MOST_FAILURES = 1000;

  private ScheduleRules() {}

  /** Returns the schedule; what is wrong is added to the problems, and then there is none. */
  static Optional<Schedule> check(ScheduleWish wish, Instant now, List<FieldProblem> problems) {
    List<FieldProblem> found = new ArrayList<>();
    Optional<ZoneId> zone = zone(wish.timeZone(), found);
    times(wish.times(), found);
    int pauseAfter = Objects.requireNonNullElse(wish.pauseAfter(), Schedule.PAUSE_AFTER);
    if (pauseAfter < 0 || pauseAfter > MOST_FAILURES) {
      found.add(
          new FieldProblem(
              "schedule.pauseAfter",
              "OUT_OF_RANGE",
              "A schedule pauses after 1 to %d failed runs in a row, or, with 0, never; not after %d."
                  .formatted(MOST_FAILURES, pauseAfter),
              String.valueOf(Schedule.PAUSE_AFTER)));
    }
    if (found.isEmpty()) {
      Schedule schedule =
          new Schedule(
              zone.orElseThrow(),
              wish.times().stream().map(CronText::tidy).toList(),
              Objects.requireNonNullElse(wish.misfire(), Misfire.RUN_ONCE),
              pauseAfter);
      neverDue(schedule, now, found);
      problems.addAll(found);
      return found.isEmpty() ? Optional.of(schedule) : Optional.empty();
    }
    problems.addAll(found);
    return Optional.empty();
  }

  private static Optional<ZoneId> zone(String name, List<FieldProblem> problems) {
    String wanted = name == null ? "" : name.strip();
    Set<String> known = ZoneRulesProvider.getAvailableZoneIds();
    if (known.contains(wanted)) {
      return Optional.of(ZoneId.of(wanted));
    }
    Optional<String> near = known.stream().filter(wanted::equalsIgnoreCase).findFirst();
    near = near.or(() -> ZoneSuggestion.near(wanted, known));
    problems.add(
        wanted.isEmpty()
            ? new FieldProblem(
                "schedule.timeZone",
                "REQUIRED",
                "Name the time zone whose clock the schedule follows, such as America/New_York.",
                "UTC")
            : new FieldProblem(
                "schedule.timeZone",
                "TIME_ZONE_UNKNOWN",
                "There is no time zone %s. Use a name of the IANA database, such as %s."
                    .formatted(wanted, near.orElse("America/New_York")),
                near.orElse("")));
    return Optional.empty();
  }

  private static void times(List<String> times, List<FieldProblem> problems) {
    if (times == null || times.isEmpty()) {
      problems.add(
          new FieldProblem(
              "schedule.times",
              "REQUIRED",
              "A schedule has at least one time, such as {\"cron\": \"0 30 2 * * *\"} for 02:30 each"
                  + " day.",
              "0 30 2 * * *"));
      return;
    }
    if (times.size() > MOST_TIMES) {
      problems.add(
          FieldProblem.of(
              "schedule.times",
              "TOO_MANY",
              "A schedule has at most %d times; this has %d. Put several into one expression, such as 0 0 6,12,18 * * *."
                  .formatted(MOST_TIMES, times.size())));
      return;
    }
    for (int i = 0; i < times.size(); i++) {
      CronText.problem("schedule.times[" + i + "].cron", times.get(i)).ifPresent(problems::add);
    }
  }

  private static void neverDue(Schedule schedule, Instant now, List<FieldProblem> problems) {
    for (int i = 0; i < schedule.times().size(); i++) {
      String cron = schedule.times().get(i);
      if (new CronTime(cron).next(now, schedule.zone()).isEmpty()) {
        problems.add(
            FieldProblem.of(
                "schedule.times[" + i + "].cron",
                "NEVER_DUE",
                "%s names no day that comes, such as 30 February. Change the day or the month."
                    .formatted(cron.toUpperCase(Locale.ROOT))));
      }
    }
  }
}
