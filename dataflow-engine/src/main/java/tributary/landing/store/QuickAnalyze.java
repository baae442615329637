package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells the planner about a table of few rows that is joined a moment later: how many there are and
 * about how they differ. A full look would take as long as the join.
 */
final class QuickAnalyze {
  private QuickAnalyze() {}

  /**
   * @param relation the table, in quotes
   * @param columns what it is joined by
   */
  static void of(Connection connection, String relation, String columns) throws SQLException {
    Transactions.execute(connection, "set local default_statistics_target = 10");
    Transactions.execute(connection, "analyze " + relation + " (" + columns + ")");
    Transactions.execute(connection, "set local default_statistics_target = default");
  }
}
