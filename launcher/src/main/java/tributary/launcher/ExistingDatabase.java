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

  private static final String FACTS =
      """
      SELECT current_setting('server_version_num')::int AS version,
        current_setting('server_encoding') AS encoding,
        pg_is_in_recovery() AS standby,
        has_database_privilege(current_database(), 'CREATE') AS may_create
      """;

  private static final int OLDEST = 15;
  private static final int NEWEST = 18;

  private ExistingDatabase() {}

  /** The database that the environment names, if it names one, proven to be usable. */
  static Optional<DatabaseAccess> from(Map<String, String> environment) {
    String url = environment.getOrDefault(URL, "").strip();
    if (url.isEmpty()) {
      requireNone(environment, USER);
      requireNone(environment, PASSWORD);
      return Optional.empty();
    }
    requireForm(url);
    DatabaseAccess access =
        new DatabaseAccess(url, required(environment, USER), required(environment, PASSWORD));
    requireUsable(access);
    return Optional.of(access);
  }

  private static void requireNone(Map<String, String> environment, String key) {
    if (!environment.getOrDefault(key, "").isEmpty()) {
      throw new Problem(
          "%s is set, but %s is not. Set both, or neither for the embedded PostgreSQL."
              .formatted(key, URL));
    }
  }

  /** The driver would take a user and a password before the host for a part of its name. */
  private static void requireForm(String url) {
    String address = new DatabaseAccess(url, "", "").shownUrl();
    if (!address.startsWith("jdbc:postgresql:")) {
      throw new Problem(
          URL
              + " must look like jdbc:postgresql://host:5432/database. Correct it and start again.");
    }
    if (address.contains("@")) {
      throw new Problem(
          "%s has an @ in it. Write it like jdbc:postgresql://host:5432/database, the user in %s and the password in %s."
              .formatted(URL, USER, PASSWORD));
    }
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
        ResultSet row = statement.executeQuery(FACTS)) {
      row.next();
      requireVersion(access, row.getInt("version") / 10_000);
      requireUtf8(access, row.getString("encoding"));
      requireWritable(access, row.getBoolean("standby"), row.getBoolean("may_create"));
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

  private static void requireUtf8(DatabaseAccess access, String encoding) {
    if (!encoding.equals("UTF8")) {
      throw new Problem(
          "The database %s is encoded in %s, which does not hold every character. Create one with ENCODING 'UTF8', and correct %s."
              .formatted(access.shownUrl(), encoding, URL));
    }
  }

  private static void requireWritable(DatabaseAccess access, boolean standby, boolean mayCreate) {
    if (standby) {
      throw new Problem(
          "The database %s is a standby, which cannot be written. Name the primary in %s."
              .formatted(access.shownUrl(), URL));
    }
    if (!mayCreate) {
      throw new Problem(
          "The user %s may not create schemas in the database %s. Make it the owner, or grant it CREATE on the database."
              .formatted(access.user(), access.shownUrl()));
    }
  }

  private static Problem explain(DatabaseAccess access, SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    String text =
        switch (state) {
          case "28P01", "28000" ->
              "The database %s refuses the user %s. Check %s and %s."
                  .formatted(access.shownUrl(), access.user(), USER, PASSWORD);
          case "42501" ->
              "The user %s may not use the database %s. Grant it CONNECT and CREATE on the database."
                  .formatted(access.user(), access.shownUrl());
          case "53300" ->
              "The database %s takes no more connections. End some, or raise its max_connections."
                  .formatted(access.shownUrl());
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
