package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import tributary.landing.LandingException;
import tributary.landing.RunLease;

/** Holds off workers that lost their run. */
final class Leases {
  /** No worker's token reaches it. */
  private static final long FENCED = Long.MAX_VALUE;

  private Leases() {}

  static void take(Connection connection, RunLease lease) throws SQLException {
    int taken =
        Transactions.update(
            connection,
            """
            insert into tributary_landing.run_lease (run_id, token) values (?, ?)
            on conflict (run_id) do update set token = excluded.token
              where run_lease.token <= excluded.token
            """,
            lease.run(),
            lease.token());
    if (taken == 0) {
      throw lost();
    }
  }

  static void fence(Connection connection, UUID run) throws SQLException {
    Transactions.update(
        connection,
        """
        insert into tributary_landing.run_lease (run_id, token) values (?, ?)
        on conflict (run_id) do update set token = excluded.token
        """,
        run,
        FENCED);
  }

  /** Holds the lease until the transaction ends. */
  static void check(Connection connection, RunLease lease) throws SQLException {
    require(connection, lease, " for share");
  }

  /** Looks at the lease, which may be lost a moment later. */
  static void look(Connection connection, RunLease lease) throws SQLException {
    require(connection, lease, "");
  }

  private static void require(Connection connection, RunLease lease, String lock)
      throws SQLException {
    long token =
        Transactions.first(
                connection,
                "select token from tributary_landing.run_lease where run_id = ?" + lock,
                row -> row.getLong(1),
                lease.run())
            .orElse(FENCED);
    if (token != lease.token()) {
      throw lost();
    }
  }

  static LandingException lost() {
    return new LandingException(
        LandingException.Kind.LEASE_LOST, "", "Another worker has this run, or it has ended.");
  }
}
