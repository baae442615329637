package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import tributary.landing.LandingException;
import tributary.tenant.TenantId;

/** Drops generations that nobody can return to. */
final class Sweeper {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

  private final Transactions transactions;
  private final int kept;

  Sweeper(Transactions transactions, int kept) {
    this.transactions = transactions;
    this.kept = kept;
  }

  /** Gives up what a run loaded and did not publish, and its fence: nothing is left to write to. */
  void discard(UUID run) {
    transactions.in(
        connection ->
            Transactions.update(
                connection,
                """
                update tributary_landing.generation set state = 'DROPPING'
                where run_id = ? and state = 'LOADING'
                """,
                run));
    drop(dropping("run_id = ?", run));
    transactions.in(connection -> Leases.forget(connection, run));
  }

  /** Drops what was given up, and what is older than the generations to keep. */
  void retire(TenantId tenant, UUID dataflow) {
    transactions.in(
        connection ->
            Transactions.update(
                connection,
                """
                update tributary_landing.generation set state = 'DROPPING' where id in (
                  select id from (
                    select g.id, row_number() over (partition by e.id order by g.number desc) as age
                    from tributary_landing.generation g
                      join tributary_landing.entity e on e.id = g.entity_id
                    where e.tenant_id = ? and e.dataflow_id = ? and g.state = 'KEPT'
                      and e.generation_id is distinct from g.id) as previous
                  where age > ?)
                """,
                tenant.value(),
                dataflow,
                kept));
    drop(
        dropping(
            "entity_id in (select id from tributary_landing.entity where dataflow_id = ?)",
            dataflow));
  }

  private List<Generation> dropping(String condition, Object parameter) {
    return transactions.in(
        connection ->
            Transactions.list(
                connection,
                "select "
                    + Generation.COLUMNS
                    + " from tributary_landing.generation where state = 'DROPPING' and "
                    + condition,
                Generation::read,
                parameter));
  }

  private void drop(List<Generation> generations) {
    for (Generation generation : generations) {
      try {
        transactions.in(connection -> drop(connection, generation));
      } catch (LandingException e) {
        LOG.log(
            System.Logger.Level.INFO,
            "Generation {0} is left for later: {1}",
            generation.table(),
            e.getMessage());
      }
    }
  }

  private static UUID drop(Connection connection, Generation generation) throws SQLException {
    Transactions.execute(connection, "set local lock_timeout = '2s'");
    Transactions.execute(connection, "drop table if exists " + generation.relation());
    for (String table : List.of("split", "generation_column")) {
      Transactions.update(
          connection,
          "delete from tributary_landing." + table + " where generation_id = ?",
          generation.id());
    }
    Transactions.update(
        connection,
        "update tributary_landing.generation set state = 'DROPPED' where id = ?",
        generation.id());
    return generation.id();
  }
}
