package tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.landing.BatchLimits;
import tributary.landing.LandingException;
import tributary.landing.MisfitPolicy;
import tributary.landing.StagedSplit;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
import tributary.spi.NextCursor;
import tributary.spi.ReadRequest;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

@Timeout(30)
class SplitPumpTest {
  private static final TableName TABLE = new TableName("", "t");
  private static final int BATCH = 1_500;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final FakeSource source = new FakeSource();
  private final List<Duration> pauses = new ArrayList<>();
  private Duration lastBatch = Duration.ofMillis(50);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private MemoryStaging staging(MisfitPolicy misfits, List<List<List<String>>> splits)
      throws InterruptedException {
    source.with(
        "t", new FakeSource.Table(List.of(new Column("id", ColumnType.WHOLE, true)), splits));
    MemoryStaging staging = new MemoryStaging(misfits);
    staging.storeSplits(source.plan(request(staging)).splits(), new NextCursor.None());
    return staging;
  }

  private static ReadRequest request(MemoryStaging staging) {
    return new ReadRequest.Full(TABLE, TableOptions.NONE, staging.plan().requested());
  }

  private static List<List<String>> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> List.of(String.valueOf(i))).toList();
  }

  private static List<Long> lines(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private SplitPump pump(MemoryStaging staging) {
    return new SplitPump(
        source,
        staging,
        plan -> new ReadRequest.Full(TABLE, TableOptions.NONE, plan.requested()),
        UUID.randomUUID(),
        new SplitPump.Tools(
            new BatchLimits(BATCH, 1 << 20),
            new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(1), new Random(1)),
            pauses::add,
            threads,
            Clock.systemUTC()),
        lastBatch);
  }

  private static ConnectorException failure(ErrorKind kind) {
    return new ConnectorException(() -> new ErrorCode("FAKE", kind), "It failed", null);
  }

  /** Rows and position are durable together or not at all: {@code AB#2627}, {@code DLT#4052}. */
  @Test
  void landsEachRowOnceWhereverItIsCutOff() throws Exception {
    List<List<String>> rows = numbers(400);
    MemoryStaging whole = staging(MisfitPolicy.KEEP_ROW, List.of(rows));
    pump(whole).pump(whole.unread(-1, 1).get(0));
    long batches = whole.batches(0);
    assertThat(batches).isGreaterThan(10);
    for (int cut = 0; cut < batches; cut++) {
      MemoryStaging staging = staging(MisfitPolicy.KEEP_ROW, List.of(rows));
      int at = cut;
      boolean before = cut % 2 == 0;
      MemoryStaging.Hook crash =
          (from, batch) -> {
            if (from.batches() == at) {
              throw new IllegalStateException("Power cut");
            }
          };
      staging.beforeLand = before ? crash : staging.beforeLand;
      staging.afterLand = before ? staging.afterLand : crash;
      StagedSplit split = staging.unread(-1, 1).get(0);
      assertThatThrownBy(() -> pump(staging).pump(split)).hasMessage("Power cut");
      assertThat(staging.lines(0)).isEqualTo(lines(staging.lines(0).size()));
      staging.beforeLand = (from, batch) -> {};
      staging.afterLand = (from, batch) -> {};
      for (StagedSplit left : staging.unread(-1, 1)) {
        pump(staging).pump(left);
      }
      assertThat(staging.lines(0)).isEqualTo(lines(400));
    }
  }

  @Test
  void readsOnAfterTheConnectionWasLostWhetherOrNotTheBatchHadLanded() throws Exception {
    for (boolean landed : new boolean[] {true, false}) {
      MemoryStaging staging = staging(MisfitPolicy.KEEP_ROW, List.of(numbers(300)));
      AtomicInteger calls = new AtomicInteger();
      MemoryStaging.Hook lose =
          (from, batch) -> {
            if (calls.incrementAndGet() % 4 == 0) {
              throw new LandingException(
                  LandingException.Kind.CONNECTION_LOST, "08006", "Connection lost");
            }
          };
      if (landed) {
        staging.afterLand = lose;
      } else {
        staging.beforeLand = lose;
      }
      pump(staging).pump(staging.unread(-1, 1).get(0));
      assertThat(staging.lines(0)).isEqualTo(lines(300));
    }
  }

  @Test
  void widensOnceForAllSplitsAndLosesNoRow() throws Exception {
    List<List<String>> one = new ArrayList<>(numbers(300));
    one.set(150, List.of("1.5"));
    List<List<String>> two = new ArrayList<>(numbers(300));
    two.set(160, List.of("abc"));
    MemoryStaging staging = staging(MisfitPolicy.WIDEN, List.of(one, two));
    List<Future<StagedSplit>> pumps = new ArrayList<>();
    for (StagedSplit split : staging.unread(-1, 2)) {
      pumps.add(threads.submit(() -> pump(staging).pump(split)));
    }
    for (Future<StagedSplit> pump : pumps) {
      assertThat(pump.get().done()).isTrue();
    }
    assertThat(staging.lines(0)).isEqualTo(lines(300));
    assertThat(staging.lines(1)).isEqualTo(lines(300));
    assertThat(staging.plan().columns().get(0).type()).isEqualTo(ColumnType.TEXT);
    assertThat(staging.plan().version()).isBetween(2, 3);
  }

  @Test
  void triesAgainOnlyWhatMayPass() throws Exception {
    for (ErrorKind kind : ErrorKind.values()) {
      MemoryStaging staging = staging(MisfitPolicy.KEEP_ROW, List.of(numbers(100)));
      AtomicInteger failures = new AtomicInteger();
      source.beforePage =
          (split, page) -> {
            if (page == 5 && failures.getAndIncrement() < 2) {
              throw failure(kind);
            }
          };
      StagedSplit split = staging.unread(-1, 1).get(0);
      if (kind == ErrorKind.TRANSIENT || kind == ErrorKind.LIMIT) {
        pump(staging).pump(split);
        assertThat(staging.lines(0)).isEqualTo(lines(100));
      } else {
        assertThatThrownBy(() -> pump(staging).pump(split)).isInstanceOf(ConnectorException.class);
        assertThat(failures).hasValue(1);
      }
    }
  }

  @Test
  void givesUpWhenItFailsAgainAndAgainWithoutProgress() throws Exception {
    MemoryStaging staging = staging(MisfitPolicy.KEEP_ROW, List.of(numbers(100)));
    AtomicInteger failures = new AtomicInteger();
    source.beforePage =
        (split, page) -> {
          if (page == 5) {
            failures.incrementAndGet();
            throw failure(ErrorKind.TRANSIENT);
          }
        };
    assertThatThrownBy(() -> pump(staging).pump(staging.unread(-1, 1).get(0)))
        .hasMessage("It failed");
    assertThat(failures.get()).isBetween(3, 4);
    assertThat(pauses).isNotEmpty();
  }

  @Test
  void endsSoonWhenInterruptedWhileReadingOrLanding() throws Exception {
    for (boolean reading : new boolean[] {true, false}) {
      MemoryStaging staging = staging(MisfitPolicy.KEEP_ROW, List.of(numbers(1_000)));
      CountDownLatch there = new CountDownLatch(1);
      CountDownLatch never = new CountDownLatch(1);
      source.beforePage =
          (split, page) -> {
            if (reading && page == 50) {
              there.countDown();
              never.await();
            }
          };
      staging.beforeLand =
          (from, batch) -> {
            if (!reading && from.batches() == 3) {
              there.countDown();
              await(never);
            }
          };
      StagedSplit split = staging.unread(-1, 1).get(0);
      CountDownLatch ended = new CountDownLatch(1);
      Future<StagedSplit> pump =
          threads.submit(
              () -> {
                try {
                  return pump(staging).pump(split);
                } finally {
                  ended.countDown();
                }
              });
      there.await();
      pump.cancel(true);
      ended.await();
      assertThat(staging.lines(0)).isEqualTo(lines(staging.lines(0).size()));
    }
  }

  /** What is written after that, nobody expects any more. */
  @Test
  void endsWhenTheBatchThatIsBeingLandedHasLanded() throws Exception {
    lastBatch = Duration.ofSeconds(20);
    MemoryStaging staging = staging(MisfitPolicy.KEEP_ROW, List.of(numbers(1_000)));
    CountDownLatch landing = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    source.beforePage =
        (split, page) -> {
          if (page == 4) {
            landing.await();
            throw new IllegalStateException("Fault");
          }
        };
    AtomicBoolean endedBefore = new AtomicBoolean();
    staging.beforeLand =
        (from, batch) -> {
          landing.countDown();
          endedBefore.set(endsWithin(ended, Duration.ofMillis(300)));
        };
    assertThatThrownBy(
            () -> {
              try {
                pump(staging).pump(staging.unread(-1, 1).get(0));
              } finally {
                ended.countDown();
              }
            })
        .hasMessage("Fault");
    assertThat(endedBefore).isFalse();
    assertThat(staging.lines(0)).isNotEmpty();
  }

  private static boolean endsWithin(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LandingException(LandingException.Kind.CONNECTION_LOST, "", "Interrupted");
    }
  }

  @Test
  void readsTheNextBatchWhileOneLandsAndNoFurther() throws Exception {
    MemoryStaging staging = staging(MisfitPolicy.KEEP_ROW, List.of(numbers(1_000)));
    CountDownLatch readingSecond = new CountDownLatch(1);
    AtomicInteger pages = new AtomicInteger();
    CountDownLatch land = new CountDownLatch(1);
    source.beforePage =
        (split, page) -> {
          pages.set(page);
          if (page > 3) {
            readingSecond.countDown();
          }
        };
    staging.beforeLand = (from, batch) -> await(land);
    Future<StagedSplit> pump =
        threads.submit(() -> pump(staging).pump(staging.unread(-1, 1).get(0)));
    readingSecond.await();
    assertThat(pages.get()).isLessThan(10);
    assertThat(staging.lines(0)).isEmpty();
    land.countDown();
    pump.get();
    assertThat(staging.largestBatch).isLessThan(BATCH * 2L);
  }

  @Test
  void passesOnAFaultOfTheReader() throws Exception {
    MemoryStaging staging = staging(MisfitPolicy.KEEP_ROW, List.of(numbers(100)));
    source.beforePage =
        (split, page) -> {
          throw new IllegalStateException("Fault");
        };
    Future<StagedSplit> pump =
        threads.submit(() -> pump(staging).pump(staging.unread(-1, 1).get(0)));
    assertThatThrownBy(pump::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("Fault");
  }
}
