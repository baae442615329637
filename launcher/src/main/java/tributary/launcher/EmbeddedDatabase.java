package tributary.launcher;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The application's own role and database inside the embedded PostgreSQL. */
final class EmbeddedDatabase {
  static final String NAME = "tributary";

  private EmbeddedDatabase() {}

  /** The passwords of the embedded PostgreSQL, made once per data directory. */
  record Passwords(String superuser, String application) {
    static Passwords keptIn(Path file, Secrets secrets) {
      return Json.read(file, Passwords.class)
          .orElseGet(
              () -> {
                Passwords made = new Passwords(secrets.password(), secrets.password());
                Json.write(file, made);
                return made;
              });
    }
  }

  /**
   * Makes sure of the role and the database. The role may make further roles, one per tenant, but
   * is no superuser.
   */
  static DatabaseAccess prepare(Postgres postgres, Passwords passwords) {
    DatabaseAccess superuser =
        postgres.access("postgres", Postgres.SUPERUSER, passwords.superuser());
    try (Connection connection = superuser.connect();
        Statement statement = connection.createStatement()) {
      if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?")) {
        // Made of letters, digits and hyphens only, so it can stand in quotes.
        statement.execute(
            "CREATE ROLE tributary LOGIN CREATEROLE PASSWORD '" + passwords.application() + "'");
      }
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?")) {
        statement.execute("CREATE DATABASE tributary OWNER tributary");
      }
      return postgres.access(NAME, NAME, passwords.application());
    } catch (SQLException failure) {
      throw new Problem(
          "The embedded PostgreSQL refuses its own passwords. Restore database.json of the data directory from a backup.",
          failure);
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, NAME);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
