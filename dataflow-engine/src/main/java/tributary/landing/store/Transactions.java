package tributary.landing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import tributary.landing.LandingException;

/** Runs work in a transaction of its own and translates what the database refuses. */
final class Transactions {
  private static final System.Logger LOG = System.getLogger(Transactions.class.getName());

  private final DataSource pool;

  Transactions(DataSource pool) {
    this.pool = pool;
  }

  /** Work in a transaction. */
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Commits what the work did, or nothing of it. */
  <T> T in(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection);
        throw e;
      }
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "Roll back failed, SQLSTATE {0}", e.getSQLState());
    }
  }

  /** Returns our words for PostgreSQL's refusal; never PostgreSQL's, which may quote a row. */
  static LandingException translated(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    LandingException.Kind kind = kind(state);
    String message =
        switch (kind) {
          case CONNECTION_LOST -> "The connection to PostgreSQL was lost.";
          case BUSY -> "PostgreSQL is busy with the same tables.";
          case DISK_FULL ->
              "PostgreSQL's disk is full. Make room on it, then run the dataflow again.";
          case NOT_HELD ->
              "A row is too wide for PostgreSQL, which holds about 8 KB of columns other than long"
                  + " text in a row. Split the file into several with fewer columns.";
          default -> "PostgreSQL refused the rows (SQLSTATE " + state + ").";
        };
    LandingException translated = new LandingException(kind, state, message);
    translated.setStackTrace(e.getStackTrace());
    return translated;
  }

  private static LandingException.Kind kind(String state) {
    if (state.startsWith("08") || state.startsWith("57P") || state.isEmpty()) {
      return LandingException.Kind.CONNECTION_LOST;
    }
    return switch (state) {
      case "55P03", "40P01", "40001", "53300" -> LandingException.Kind.BUSY;
      case "53100" -> LandingException.Kind.DISK_FULL;
      case "54000" -> LandingException.Kind.NOT_HELD;
      default -> LandingException.Kind.DEFECT;
    };
  }

  static <T> List<T> list(Connection connection, String sql, Row<T> row, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  static <T> Optional<T> first(Connection connection, String sql, Row<T> row, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
    }
  }

  static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
