package tributary.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CronTimeTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void aTimeThatTheClockLeavesOutComesAtTheNextMomentOnce() {
    // on 8 March 2026 the clock goes from 02:00 to 03:00
    assertThat(moments("0 30 2 * * *", NEW_YORK, "2026-03-07T00:00:00-05:00", 3))
        .containsExactly(
            "2026-03-07T02:30-05:00[America/New_York]",
            "2026-03-08T03:00-04:00[America/New_York]",
            "2026-03-09T02:30-04:00[America/New_York]");
  }

  @Test
  void severalTimesThatTheClockLeavesOutAreOneMoment() {
    assertThat(moments("0 0,20,40 2 * * *", NEW_YORK, "2026-03-08T01:59:59-05:00", 2))
        .containsExactly(
            "2026-03-08T03:00-04:00[America/New_York]", "2026-03-09T02:00-04:00[America/New_York]");
  }

  @Test
  void aTimeThatComesTwiceCountsTheFirstTime() {
    // on 1 November 2026 the clock goes from 02:00 back to 01:00
    assertThat(moments("0 30 1 * * *", NEW_YORK, "2026-10-31T12:00:00-04:00", 2))
        .containsExactly(
            "2026-11-01T01:30-04:00[America/New_York]", "2026-11-02T01:30-05:00[America/New_York]");
  }

  @Test
  void aDistanceStaysTheSameWhenTheClockChanges() {
    assertThat(moments("0 */30 * * * *", NEW_YORK, "2026-11-01T00:45:00-04:00", 6))
        .containsExactly(
            "2026-11-01T01:00-04:00[America/New_York]",
            "2026-11-01T01:30-04:00[America/New_York]",
            "2026-11-01T01:00-05:00[America/New_York]",
            "2026-11-01T01:30-05:00[America/New_York]",
            "2026-11-01T02:00-05:00[America/New_York]",
            "2026-11-01T02:30-05:00[America/New_York]");
    assertThat(moments("0 30 * * * *", NEW_YORK, "2026-03-08T01:00:00-05:00", 3))
        .containsExactly(
            "2026-03-08T01:30-05:00[America/New_York]",
            "2026-03-08T03:30-04:00[America/New_York]",
            "2026-03-08T04:30-04:00[America/New_York]");
  }

  @Test
  void knowsADayThatAZoneLeftOut() {
    // Samoa had no 30 December 2011
    assertThat(moments("0 0 9 * * *", ZoneId.of("Pacific/Apia"), "2011-12-29T08:00:00-10:00", 3))
        .containsExactly(
            "2011-12-29T09:00-10:00[Pacific/Apia]",
            "2011-12-31T00:00+14:00[Pacific/Apia]",
            "2011-12-31T09:00+14:00[Pacific/Apia]");
  }

  @Test
  void knowsAChangeOfHalfAnHour() {
    // on Lord Howe Island the clock goes from 02:00 to 02:30, and from 02:00 back to 01:30
    ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
    assertThat(moments("0 15 2 * * *", lordHowe, "2026-10-03T12:00:00Z", 1))
        .containsExactly("2026-10-04T02:30+11:00[Australia/Lord_Howe]");
    assertThat(moments("0 45 1 * * *", lordHowe, "2026-04-04T00:00:00Z", 2))
        .containsExactly(
            "2026-04-05T01:45+11:00[Australia/Lord_Howe]",
            "2026-04-06T01:45+10:30[Australia/Lord_Howe]");
  }

  @Test
  void namesNoMomentForADayThatNeverComes() {
    assertThat(new CronTime("0 0 0 30 2 *").next(Instant.EPOCH, NEW_YORK)).isEmpty();
  }

  /** Each day has exactly one moment: at the time, or at the end of what the clock left out. */
  @Property(tries = 400)
  void aDailyTimeComesOnceOnEachDayOfAnyZoneAndYear(
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(min = 2012, max = 2037) int year,
      @ForAll @IntRange(max = 23) int hour,
      @ForAll @IntRange(max = 59) int minute) {
    CronTime daily = new CronTime("0 %d %d * * *".formatted(minute, hour));
    Instant end = LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant();
    Instant at = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant().minusSeconds(1);
    List<Instant> found = new ArrayList<>();
    for (Instant next = daily.next(at, zone).orElseThrow();
        next.isBefore(end);
        next = daily.next(next, zone).orElseThrow()) {
      found.add(next);
    }
    List<Instant> expected =
        LocalDate.of(year, 1, 1)
            .datesUntil(LocalDate.of(year + 1, 1, 1))
            // ofLocal takes the earlier offset; in a gap it keeps the distance, we take its end
            .map(day -> day.atTime(LocalTime.of(hour, minute)))
            .map(
                time -> {
                  ZoneOffsetTransition change = zone.getRules().getTransition(time);
                  return change != null && change.isGap()
                      ? change.getInstant()
                      : ZonedDateTime.ofLocal(time, zone, null).toInstant();
                })
            .toList();
    assertThat(found).isEqualTo(expected);
    assertThat(found).hasSize(Year.of(year).length());
  }

  /** Whatever the clock does, quarter hours are 15 minutes apart where it moves by quarters. */
  @Property(tries = 200)
  void aDistanceIsKeptInAnyZone(
      @ForAll("zones") ZoneId zone, @ForAll @IntRange(min = 2012, max = 2037) int year) {
    CronTime quarters = new CronTime("0 */15 * * * *");
    Set<Instant> starts = new HashSet<>();
    Instant from = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
    Optional.ofNullable(zone.getRules().nextTransition(from))
        .ifPresent(change -> starts.add(change.getInstant().minus(Duration.ofHours(3))));
    starts.add(from);
    for (Instant start : starts) {
      Instant next = quarters.next(start, zone).orElseThrow();
      for (int i = 0; i < 24; i++) {
        Instant after = quarters.next(next, zone).orElseThrow();
        assertThat(Duration.between(next, after)).isEqualTo(Duration.ofMinutes(15));
        next = after;
      }
    }
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    List<ZoneId> zones =
        ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.contains("/") && !id.startsWith("Antarctica/"))
            .sorted()
            .map(ZoneId::of)
            .toList();
    return Arbitraries.of(zones);
  }

  private static List<String> moments(String cron, ZoneId zone, String after, int count) {
    CronTime time = new CronTime(cron);
    List<String> moments = new ArrayList<>();
    Instant at = ZonedDateTime.parse(after).toInstant();
    for (int i = 0; i < count; i++) {
      at = time.next(at, zone).orElseThrow();
      moments.add(at.atZone(zone).toString());
    }
    return moments;
  }
}
