package tributary.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The product's own PostgreSQL, for peers and for looking on. */
record Database(String url, String user, String password) {
  private static final String TABLE = "benchmark_peer.plain";

  Connection connect() {
    try {
      return DriverManager.getConnection(url, user, password);
    } catch (SQLException e) {
      throw new Failure("The database does not answer: " + e.getMessage(), e);
    }
  }

  void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new Failure("The database refuses: " + e.getMessage(), e);
    }
  }

  String text(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new Failure("The database refuses: " + e.getMessage(), e);
    }
  }

  /** Returns the server's processes that live longer than a statement. */
  List<ProcessHandle> processes() {
    String pids = text("select string_agg(pid::text, ' ') from pg_stat_activity");
    return Arrays.stream(pids.split(" "))
        .map(Long::valueOf)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .toList();
  }

  /** Times psql as it copies a file into a plain table, new and empty. */
  double copySeconds(Path file, String columns) {
    execute(
        "create schema if not exists benchmark_peer",
        "drop table if exists " + TABLE,
        "create table " + TABLE + " (" + columns + ")");
    long begun = System.nanoTime();
    psql("\\copy " + TABLE + " from '" + file + "' with (format csv, header)");
    return (System.nanoTime() - begun) / 1e9;
  }

  /** The same, where the table is made in the same transaction, which spares the log of changes. */
  double freshCopySeconds(Path file, String columns) {
    execute("create schema if not exists benchmark_peer", "drop table if exists " + TABLE);
    long begun = System.nanoTime();
    psql(
        "begin",
        "create table " + TABLE + " (" + columns + ")",
        "\\copy " + TABLE + " from '" + file + "' with (format csv, header, freeze)",
        "commit");
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Does now what the server would do by itself in the middle of the next measurement. */
  void settle() {
    execute("set client_min_messages = error", "vacuum (analyze)");
  }

  private void psql(String... commands) {
    List<String> words = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
    words.addAll(List.of("-d", url.substring("jdbc:".length())));
    for (String command : commands) {
      words.addAll(List.of("-c", command));
    }
    Command.run(Map.of("PGUSER", user, "PGPASSWORD", password), words);
  }
}
