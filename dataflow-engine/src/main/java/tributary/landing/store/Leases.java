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

  /** Returns how often in a row the run was taken, this time included, without a new checkpoint. */
  static int take(Connection connection, RunLease lease) throws SQLException {
    return Transactions.first(
            connection,
            """
            insert into tributary_landing.run_lease (run_id, token, checkpoints)
            select ?, ?, count(distinct g.id) + count(s) + coalesce(sum(s.batches), 0)
            from tributary_landing.generation g
              left join tributary_landing.split s on s.generation_id = g.id
            where g.run_id = ?
            on conflict (run_id) do update set token = excluded.token,
              takes = case when run_lease.checkpoints = excluded.checkpoints
                then run_lease.takes + 1 else 1 end,
              checkpoints = excluded.checkpoints
              where run_lease.token <= excluded.token
            returning takes
            """,
            row -> row.getInt(1),
            lease.run(),
            lease.token(),
            lease.run())
        .orElseThrow(Leases::lost);
  }

  static void putDown(Connection connection, RunLease lease) throws SQLException {
    Transactions.update(
        connection,
        "update tributary_landing.run_lease set takes = 0 where run_id = ? and token = ?",
        lease.run(),
        lease.token());
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

  /** Forgets a run that is fenced: one that is not known is nobody's to write for either. */
  static int forget(Connection connection, UUID run) throws SQLException {
    return Transactions.update(
        connection,
        "delete from tributary_landing.run_lease where run_id = ? and token = ?",
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
