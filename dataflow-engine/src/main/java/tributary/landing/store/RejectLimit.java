package tributary.landing.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import tributary.landing.Policies;
import tributary.problem.Refusal;

/** Lets a table fail that has too many rejects. */
final class RejectLimit {
  private RejectLimit() {}

  private record Counts(long rejected, long read, boolean complete) {
    static Counts of(ResultSet row) throws SQLException {
      return new Counts(row.getLong(1), row.getLong(2), row.getBoolean(3));
    }

    /** A share says nothing before all rows are read. */
    boolean tooMany(Policies policies) {
      return complete
          ? policies.tooManyRejects(rejected, read)
          : policies.rejectRows() >= 0 && rejected > policies.rejectRows();
    }

    String words(Policies policies) {
      String limit =
          policies.rejectRows() >= 0 && rejected > policies.rejectRows()
              ? String.format(Locale.ENGLISH, "%,d", policies.rejectRows())
              : policies.rejectPercent() + " %";
      return String.format(
          Locale.ENGLISH,
          "%,d of %,d rows were rejected%s; at most %s may be. See Rejects for the reasons, correct"
              + " the source or the column types, then run it again.",
          rejected,
          read,
          complete ? "" : " so far",
          limit);
    }
  }

  /**
   * Returns the generation.
   *
   * @throws Refusal when there are too many
   */
  static Generation check(Connection connection, Generation generation) throws SQLException {
    if (!generation.policies().limitsRejects()) {
      return generation;
    }
    Counts counts =
        Transactions.first(
                connection,
                """
                select coalesce(sum(rows_rejected), 0), coalesce(sum(rows_read), 0), bool_and(done)
                from tributary_landing.split where generation_id = ?
                """,
                Counts::of,
                generation.id())
            .orElseThrow();
    if (counts.tooMany(generation.policies())) {
      throw Refusal.conflict("TOO_MANY_REJECTS", counts.words(generation.policies()));
    }
    return generation;
  }
}
