package tributary.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.problem.FieldProblem;

class ScheduleRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void takesWhatIsRightAndTidiesIt() {
    List<FieldProblem> problems = new ArrayList<>();
    Schedule schedule =
        ScheduleRules.check(wish("America/New_York", " 0  30 2 * * mon-fri "), NOW, problems)
            .orElseThrow();
    assertThat(problems).isEmpty();
    assertThat(schedule.times()).containsExactly("0 30 2 * * MON-FRI");
    assertThat(schedule.misfire()).isEqualTo(Misfire.RUN_ONCE);
    assertThat(schedule.pauseAfter()).isEqualTo(10);
    assertThat(schedule.next(NOW)).contains(Instant.parse("2026-03-02T07:30:00Z"));
  }

  @Test
  void twoTimesThatFallTogetherAreOneMoment() {
    Schedule schedule =
        ScheduleRules.check(
                wish("UTC", "0 0 9 * * *", "0 0 9 * * MON", "0 0 12 * * *"), NOW, new ArrayList<>())
            .orElseThrow();
    Instant first = schedule.next(NOW).orElseThrow();
    assertThat(first).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(schedule.next(first)).contains(Instant.parse("2026-03-01T12:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * *       | CRON_INVALID | has 5 fields            | 0 30 2 * * *",
        "0 61 * * * *     | CRON_INVALID | 61 cannot be the minute | 0 * * * * *",
        "0 0 25 * * *     | CRON_INVALID | 25 cannot be the hour   | 0 0 * * * *",
        "0 0 9 * * FUNDAY | CRON_INVALID | FUNDAY cannot be the day of the week | 0 0 9 * * *",
        "* * * * * *      | TOO_OFTEN    | more than once a minute | 0 * * * * *",
        "*/30 0 * * * *   | TOO_OFTEN    | more than once a minute | 0 0 * * * *",
        "every day        | CRON_INVALID | has 2 fields            | 0 30 2 * * *",
        "''               | REQUIRED     | Write a cron expression | 0 30 2 * * *"
      })
  void saysWhatIsWrongWithAnExpressionAndWhatWouldDo(
      String cron, String code, String words, String suggestion) {
    FieldProblem problem = onlyProblem(wish("UTC", "0 0 1 * * *", cron));
    assertThat(problem.field()).isEqualTo("schedule.times[1].cron");
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message()).contains(words);
    assertThat(problem.suggestion()).isEqualTo(suggestion);
  }

  @Test
  void refusesADayThatNeverComes() {
    FieldProblem problem = onlyProblem(wish("UTC", "0 0 0 30 2 *"));
    assertThat(problem.code()).isEqualTo("NEVER_DUE");
    assertThat(problem.field()).isEqualTo("schedule.times[0].cron");
  }

  @ParameterizedTest
  @CsvSource({
    "America/NewYork, America/New_York",
    "america/new_york, America/New_York",
    "Eastern Time, America/New_York",
    "Europe/Berlinn, Europe/Berlin",
    "Nowhere/Atall, ''"
  })
  void suggestsATimeZone(String wanted, String suggestion) {
    FieldProblem problem = onlyProblem(wish(wanted, "0 0 1 * * *"));
    assertThat(problem.code()).isEqualTo("TIME_ZONE_UNKNOWN");
    assertThat(problem.message()).contains(wanted);
    assertThat(problem.suggestion()).isEqualTo(suggestion);
  }

  @Test
  void wantsAZoneAndATime() {
    List<FieldProblem> problems = new ArrayList<>();
    assertThat(ScheduleRules.check(new ScheduleWish(null, null, null, -1, null), NOW, problems))
        .isEmpty();
    assertThat(problems)
        .extracting(FieldProblem::field)
        .containsExactly("schedule.timeZone", "schedule.times", "schedule.pauseAfter");
  }

  private static FieldProblem onlyProblem(ScheduleWish wish) {
    List<FieldProblem> problems = new ArrayList<>();
    assertThat(ScheduleRules.check(wish, NOW, problems)).isEmpty();
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  private static ScheduleWish wish(String zone, String... times) {
    return new ScheduleWish(zone, List.of(times), null, null, null);
  }
}
