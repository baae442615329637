package tributary.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;

class DatabaseClockTest {
  private static TestPostgres database;
  private final AtomicLong nanos = new AtomicLong(-5);

  @BeforeAll
  static void open() {
    database = TestPostgres.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static Instant databaseTime() {
    return OffsetDateTime.parse(
            database.value(
                "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"))
        .toInstant();
  }

  @Test
  void tellsTheTimeOfTheDatabaseAndCountsOnFromThere() {
    DatabaseClock clock = new DatabaseClock(database.pool(), nanos::get);
    Instant first = clock.now();
    assertThat(first).isCloseTo(databaseTime(), within(5, ChronoUnit.SECONDS));
    nanos.addAndGet(Duration.ofSeconds(7).toNanos());
    assertThat(clock.now()).isEqualTo(first.plusSeconds(7));
  }

  @Test
  void looksAtTheDatabaseAgainWhenItHasCountedForLong() {
    DatabaseClock clock = new DatabaseClock(database.pool(), nanos::get);
    clock.now();
    nanos.addAndGet(Duration.ofHours(3).toNanos());
    assertThat(clock.now()).isCloseTo(databaseTime(), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void countsOnWhileTheDatabaseDoesNotAnswer() {
    TestPostgres gone = TestPostgres.create();
    DatabaseClock clock = new DatabaseClock(gone.pool(), nanos::get);
    Instant first = clock.now();
    gone.close();
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(clock.now()).isEqualTo(first.plus(Duration.ofMinutes(2)));
  }
}
