package tributary.verification.container;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks at the database as a BI tool would: with SQL, past the product. */
final class Sql {
  private Sql() {}

  /**
   * Returns the rows, each with its values as text, separated by {@code |}; null as an empty one.
   */
  static List<String> rows(String query, Object... parameters) {
    try (Connection connection = Surroundings.database();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet results = statement.executeQuery()) {
        int columns = results.getMetaData().getColumnCount();
        while (results.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= columns; column++) {
            String value = results.getString(column);
            row.add(value == null ? "" : value);
          }
          rows.add(String.join("|", row));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** Returns the one value of the one row. */
  static String value(String query, Object... parameters) {
    List<String> rows = rows(query, parameters);
    if (rows.size() != 1) {
      throw new IllegalStateException(query + " has " + rows.size() + " rows");
    }
    return rows.get(0);
  }

  /** Returns the columns of a relation as {@code name type}, without the system columns. */
  static List<String> columns(String schema, String relation) {
    return rows(
        """
        select column_name || ' ' || data_type from information_schema.columns
        where table_schema = ? and table_name = ? and column_name not like '\\_%'
        order by ordinal_position
        """,
        schema, relation);
  }

  static void execute(String statement) {
    try (Connection connection = Surroundings.database();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
