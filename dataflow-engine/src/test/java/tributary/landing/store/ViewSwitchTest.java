package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.landing.LandingException;

class ViewSwitchTest {
  private static final List<String> TO_NEW =
      List.of(
          "create or replace view one as select 'new' as state",
          "create or replace view other as select 'new' as state");

  private static TestPostgres database;

  @BeforeAll
  static void openDatabase() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void twoViews() {
    database.execute(
        "create or replace view one as select 'old' as state;"
            + " create or replace view other as select 'old' as state");
  }

  @Test
  void aReaderInTheWayHoldsUpTheSwitchButNoOtherReaderForLong() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Connection slow = reading("other")) {
      Future<?> switched = threads.submit(() -> inTransaction(Duration.ofMinutes(1)));
      awaitWaiting();
      for (int i = 0; i < 5; i++) {
        long begun = System.nanoTime();
        assertThat(database.value("select state from one")).isEqualTo("old");
        assertThat(database.value("select state from other")).isEqualTo("old");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      }
      assertThat(switched).isNotDone();
      slow.rollback();
      switched.get(60, TimeUnit.SECONDS);
      assertThat(database.value("select state from one")).isEqualTo("new");
      assertThat(database.value("select state from other")).isEqualTo("new");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aReaderWhoNeverEndsIsNamedAsTheReasonAndNothingChanges() throws Exception {
    try (Connection slow = reading("other")) {
      assertThatThrownBy(() -> inTransaction(Duration.ZERO))
          .isInstanceOf(LandingException.class)
          .hasMessage(
              "Someone reads the entities without a pause, so that they could not be switched. End"
                  + " long queries on them, then run the dataflow again.");
      assertThat(database.value("select state from one")).isEqualTo("old");
      slow.rollback();
    }
  }

  private static Connection reading(String view) throws SQLException {
    Connection connection = database.pool().getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from " + view)) {
      assertThat(row.next()).isTrue();
    }
    return connection;
  }

  private static boolean inTransaction(Duration patience) {
    return new Transactions(database.pool())
        .in(
            connection -> {
              ViewSwitch views = new ViewSwitch(patience);
              views.add(TO_NEW);
              views.execute(connection);
              return true;
            });
  }

  private static void awaitWaiting() {
    while (database.rows("select 1 from pg_locks where not granted").isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
