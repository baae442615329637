package tributary.launcher;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL that somebody else runs, named by the environment. */
final class ExistingDatabase {
  static final String URL = "TRIBUTARY_DB_URL";
  static final String USER = "TRIBUTARY_DB_USER";
  static final String PASSWORD = "TRIBUTARY_DB_PASSWORD";

  private static final int OLDEST = 15;
  private static final int NEWEST = 18;

  private ExistingDatabase() {}

  /** The database that the environment names, if it names one, proven to be usable. */
  static Optional<DatabaseAccess> from(Map<String, String> environment) {
    String url = environment.getOrDefault(URL, "").strip();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new Problem(
          URL
              + " must look like jdbc:postgresql://host:5432/database. Correct it and start again.");
    }
    DatabaseAccess access =
        new DatabaseAccess(url, required(environment, USER), required(environment, PASSWORD));
    requireUsable(access);
    return Optional.of(access);
  }

  private static String required(Map<String, String> environment, String key) {
    String value = environment.getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new Problem("%s is set, but %s is not. Set both.".formatted(URL, key));
    }
    return value;
  }

  private static void requireUsable(DatabaseAccess access) {
    try (Connection connection = access.connect();
        Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("SHOW server_version_num")) {
      version.next();
      requireVersion(access, version.getInt(1) / 10_000);
    } catch (SQLException failure) {
      throw explain(access, failure);
    }
  }

  static void requireVersion(DatabaseAccess access, int version) {
    if (version < OLDEST || version > NEWEST) {
      throw new Problem(
          "The database %s is PostgreSQL %d; Tributary works with %d to %d. Use one of these."
              .formatted(access.shownUrl(), version, OLDEST, NEWEST));
    }
  }

  private static Problem explain(DatabaseAccess access, SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    String text =
        switch (state) {
          case "28P01", "28000" ->
              "The database %s refuses the user %s. Check %s and %s."
                  .formatted(access.shownUrl(), access.user(), USER, PASSWORD);
          case "3D000" ->
              "There is no database %s. Create it, or correct %s."
                  .formatted(access.shownUrl(), URL);
          default ->
              "The database %s cannot be reached. Check that it runs and that %s is right."
                  .formatted(access.shownUrl(), URL);
        };
    return new Problem(text, failure);
  }
}
