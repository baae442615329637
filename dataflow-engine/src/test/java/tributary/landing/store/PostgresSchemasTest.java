package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tributary.TestPostgres;

class PostgresSchemasTest {
  /** An older version does not work on with what it does not know: {@code AB#80770}. */
  @Test
  void refusesADatabaseThatANewerVersionHasChanged() {
    try (TestPostgres database = TestPostgres.create()) {
      TestLanding.migrate(database);
      database.execute(
          """
          insert into tributary.flyway_schema_history (installed_rank, version, description, type,
            script, checksum, installed_by, execution_time, success)
          values (9999, '9999', 'of a later version', 'SQL', 'V9999__of_a_later_version.sql', 1,
            'later', 1, true)
          """);
      assertThatThrownBy(() -> TestLanding.migrate(database))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Schema tributary was changed by another version of Tributary. Start that version or a"
                  + " newer one.");
    }
  }

  /** A second start changes nothing: {@code AB#37401}. */
  @Test
  void leavesADatabaseOfItsOwnVersionAsItIs() {
    try (TestPostgres database = TestPostgres.create()) {
      TestLanding.migrate(database);
      String history = "select count(*), max(installed_on) from tributary.flyway_schema_history";
      var before = database.rows(history);
      TestLanding.migrate(database);
      assertThat(database.rows(history)).isEqualTo(before);
    }
  }
}
