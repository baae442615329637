package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a table is cut, by counts alone. */
class CreatedRangesTest {
  private static final Instant FIRST = Instant.parse("2021-01-01T06:00:00Z");
  private static final long FIVE_YEARS = 5L * 365 * 24 * 3600;
  private static final long DAY = 24 * 3600;
  private static final int ROWS = 1_000_000;
  private static final int PARTS = 8;

  private final AtomicInteger questions = new AtomicInteger();

  /** Cuts a table whose rows came so many seconds after the first. */
  private List<CreatedRange> cut(long[] seconds, long rowsAsTold) throws InterruptedException {
    return new CreatedRanges(
            (from, until) -> {
              questions.incrementAndGet();
              long count = place(seconds, until) - place(seconds, from);
              return Optional.of(count > CreatedRanges.MOST_COUNTED ? Long.MAX_VALUE : count);
            },
            rowsAsTold,
            PARTS)
        .between(FIRST, FIRST.plusSeconds(seconds[seconds.length - 1]));
  }

  /** Returns how many rows came before a moment. */
  private static long place(long[] seconds, Instant moment) {
    long wanted = moment.getEpochSecond() - FIRST.getEpochSecond();
    int found = Arrays.binarySearch(seconds, wanted);
    while (found > 0 && seconds[found - 1] == wanted) {
      found--;
    }
    return found < 0 ? -found - 1 : found;
  }

  private static List<Long> sizes(List<CreatedRange> ranges, long[] seconds) {
    return ranges.stream()
        .map(
            range ->
                range.until().map(until -> place(seconds, until)).orElse((long) seconds.length)
                    - range.from().map(from -> place(seconds, from)).orElse(0L))
        .toList();
  }

  /** Sees that every moment there is belongs to one range. */
  private static void assertThatNothingIsBetween(List<CreatedRange> ranges) {
    List<CreatedRange> inOrder = new ArrayList<>(ranges);
    inOrder.sort((one, other) -> begin(one).compareTo(begin(other)));
    assertThat(inOrder.get(0).from()).isEmpty();
    assertThat(inOrder.get(inOrder.size() - 1).until()).isEmpty();
    for (int i = 1; i < inOrder.size(); i++) {
      assertThat(inOrder.get(i).from()).isPresent().isEqualTo(inOrder.get(i - 1).until());
    }
  }

  private static Instant begin(CreatedRange range) {
    return range.from().orElse(Instant.MIN);
  }

  private static long[] evenly(int rows) {
    return LongStream.range(0, rows).map(i -> i * FIVE_YEARS / rows).toArray();
  }

  /** Nine of ten rows came within a day. */
  private static long[] takenOver() {
    long at = FIVE_YEARS / 3;
    return LongStream.concat(
            LongStream.range(0, ROWS / 10).map(i -> i * 10 * FIVE_YEARS / ROWS),
            LongStream.range(0, ROWS / 10 * 9).map(i -> at + i * DAY / (ROWS / 10 * 9)))
        .sorted()
        .toArray();
  }

  private void assertThatPartsAreEven(long[] rows, int mostQuestions) throws InterruptedException {
    List<CreatedRange> ranges = cut(rows, ROWS);
    assertThatNothingIsBetween(ranges);
    assertThat(sizes(ranges, rows))
        .hasSizeBetween(PARTS, PARTS + 2)
        .allMatch(size -> size <= ROWS / PARTS * 5 / 4);
    assertThat(questions.get()).isLessThanOrEqualTo(mostQuestions);
  }

  @Test
  void cutsRowsThatCameEvenlyWithFewQuestions() throws InterruptedException {
    assertThatPartsAreEven(evenly(ROWS), 40);
  }

  @Test
  void cutsTheDayOnWhichMostRowsCame() throws InterruptedException {
    assertThatPartsAreEven(takenOver(), 120);
  }

  @Test
  void beginsWithThePartThatHoldsMost() throws InterruptedException {
    long[] rows = takenOver();
    List<Long> sizes = sizes(cut(rows, ROWS), rows);
    assertThat(sizes).isSortedAccordingTo((one, other) -> Long.compare(other, one));
  }

  @Test
  void leavesRowsOfOneMomentTogether() throws InterruptedException {
    long[] same = new long[ROWS];
    assertThat(cut(same, ROWS)).containsExactly(CreatedRange.ALL);
    assertThat(questions).as("nothing to find out").hasValue(0);
  }

  @Test
  void givesRowsOfOneMomentAPartOfTheirOwnAmongOthers() throws InterruptedException {
    long[] rows =
        LongStream.concat(
                LongStream.generate(() -> FIVE_YEARS / 2).limit(ROWS / 2),
                LongStream.range(0, ROWS / 2).map(i -> i * 2 * FIVE_YEARS / ROWS))
            .sorted()
            .toArray();
    List<CreatedRange> ranges = cut(rows, ROWS);
    assertThatNothingIsBetween(ranges);
    List<Long> sizes = sizes(ranges, rows);
    assertThat(sizes.get(0)).isBetween(ROWS / 2L, ROWS / 2L + ROWS / PARTS);
    assertThat(sizes.subList(1, sizes.size())).allMatch(size -> size <= ROWS / PARTS * 5 / 4);
  }

  @Test
  void cutsEvenlyByTimeWhereTheServiceDoesNotCount() throws InterruptedException {
    List<CreatedRange> ranges =
        new CreatedRanges(
                (from, until) -> {
                  questions.incrementAndGet();
                  return Optional.empty();
                },
                ROWS,
                PARTS)
            .between(FIRST, FIRST.plusSeconds(FIVE_YEARS));
    assertThatNothingIsBetween(ranges);
    assertThat(sizes(ranges, evenly(ROWS)))
        .hasSizeBetween(PARTS, PARTS + 2)
        .allMatch(size -> size <= ROWS / PARTS * 5 / 4);
    assertThat(questions).hasValue(1);
  }

  @Test
  void staysExactWhateverTheCountsSay() throws InterruptedException {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      long rows = 50_000 + random.nextInt(20_000_000);
      int parts = random.nextInt(2, 33);
      questions.set(0);
      List<CreatedRange> ranges =
          new CreatedRanges(
                  (from, until) -> {
                    questions.incrementAndGet();
                    return random.nextInt(500) == 0
                        ? Optional.empty()
                        : Optional.of(random.nextLong(100_000));
                  },
                  rows,
                  parts)
              .between(FIRST, FIRST.plusSeconds(random.nextLong(FIVE_YEARS)));
      assertThatNothingIsBetween(ranges);
      assertThat(questions.get()).isLessThanOrEqualTo((int) (20 + rows / 10_000));
    }
  }

  @Test
  void asksNoEndOfQuestionsAboutATableThatGrewSinceItWasCounted() throws InterruptedException {
    long[] rows = evenly(5 * ROWS);
    List<CreatedRange> ranges = cut(rows, 60_000);
    assertThatNothingIsBetween(ranges);
    assertThat(questions.get()).isLessThanOrEqualTo(26);
  }
}
