package tributary.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tributary.TestPostgres;

class FrozenSessionsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private static TestPostgres database;
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @BeforeAll
  static void openDatabase() {
    database = TestPostgres.create();
    database.execute("create table lease (token int); create table landed (value int)");
  }

  @AfterAll
  static void closeDatabase() {
    THREADS.shutdownNow();
    database.close();
  }

  @BeforeEach
  void aLease() {
    database.execute("truncate lease; insert into lease values (1)");
  }

  private static FrozenSessions after(Duration still) {
    return new FrozenSessions(database.pool(), MOMENT, still);
  }

  /** As a worker does while it lands a batch. */
  private static Connection holder() throws SQLException {
    Connection connection = database.pool().getConnection();
    connection.setAutoCommit(false);
    execute(connection, "select token from lease for share");
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** As the worker does that takes the run over. */
  private static Future<?> taker() {
    Future<?> taking = THREADS.submit(() -> database.execute("update lease set token = 2"));
    while (database
        .rows(
            "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                + " and datname = current_database()")
        .isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
    return taking;
  }

  private static void requireTaken(Future<?> taking) throws Exception {
    taking.get(30, TimeUnit.SECONDS);
    assertThat(database.value("select token from lease")).isEqualTo("2");
  }

  @Test
  void endsATransactionThatStandsStillWhileAnotherWaitsForIt() throws Exception {
    Connection frozen = holder();
    Future<?> taking = taker();
    after(MOMENT).work();
    requireTaken(taking);
    assertThatThrownBy(() -> execute(frozen, "insert into landed values (1)"))
        .isInstanceOf(SQLException.class);
    frozen.abort(Runnable::run);
  }

  @Test
  void endsOneThatStandsStillInTheMiddleOfItsRows() throws Exception {
    Connection frozen = holder();
    CopyIn copy =
        frozen.unwrap(PGConnection.class).getCopyAPI().copyIn("copy landed (value) from stdin");
    byte[] row = "1\n".getBytes(StandardCharsets.US_ASCII);
    copy.writeToCopy(row, 0, row.length);
    copy.flushCopy();
    Future<?> taking = taker();
    after(MOMENT).work();
    requireTaken(taking);
    assertThatThrownBy(copy::endCopy).isInstanceOf(SQLException.class);
    frozen.abort(Runnable::run);
    assertThat(database.value("select count(*) from landed")).isEqualTo("0");
  }

  @Test
  void leavesATransactionThatHasNotStoodStillLong() throws Exception {
    try (Connection slow = holder()) {
      Future<?> taking = taker();
      after(Duration.ofHours(1)).work();
      assertThat(taking).isNotDone();
      slow.commit();
      requireTaken(taking);
    }
  }

  @Test
  void leavesATransactionThatNobodyWaitsFor() throws Exception {
    try (Connection alone = holder()) {
      after(MOMENT).work();
      execute(alone, "insert into landed values (1)");
      alone.rollback();
    }
  }
}
