package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import tributary.landing.LandingException;
import tributary.tenant.TenantId;

/** Drops generations that nobody can return to. */
final class Sweeper {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

  private final Transactions transactions;
  private final int kept;
  private final int undoKept;

  /**
   * @param kept how many earlier generations of an entity stay
   * @param undoKept how many incremental runs of an entity can be taken back
   */
  Sweeper(Transactions transactions, int kept, int undoKept) {
    this.transactions = transactions;
    this.kept = kept;
    this.undoKept = undoKept;
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
    retireUndo(dataflow);
    forgetObjects(dataflow);
  }

  /** Drops what was given up, of all dataflows; returns how many went. */
  int dropGivenUp(int most) {
    // in any order, so that what is locked for long does not keep the others from their turn
    List<Generation> given = dropping("true order by random() limit ?", most);
    List<Undo> undos = droppingUndos("true order by random() limit ?", most);
    int dropped = drop(given) + dropUndos(undos);
    Stream.concat(given.stream().map(Generation::entity), undos.stream().map(Undo::entity))
        .distinct()
        .forEach(entity -> forgetObjects("p.entity_id = ?", entity));
    return dropped;
  }

  /** Drops before-images that are used, beyond the number to keep, or of a dropped generation. */
  private void retireUndo(UUID dataflow) {
    transactions.in(
        connection ->
            Transactions.update(
                connection,
                """
                update tributary_landing.publication_entity p set undo_state = 'UNDO_DROPPING'
                from (
                  select u.run_id, u.entity_id, g.state,
                    row_number() over (partition by u.entity_id order by b.number desc) as age
                  from tributary_landing.publication_entity u
                    join tributary_landing.publication b on b.run_id = u.run_id
                    join tributary_landing.generation g on g.id = u.after_generation
                  where b.dataflow_id = ? and u.undo_state = 'UNDO_KEPT') as undo
                where p.run_id = undo.run_id and p.entity_id = undo.entity_id
                  and (undo.age > ? or undo.state <> 'KEPT')
                """,
                dataflow,
                undoKept));
    dropUndos(droppingUndos("b.dataflow_id = ?", dataflow));
  }

  private List<Undo> droppingUndos(String condition, Object parameter) {
    return transactions.in(
        connection ->
            Transactions.list(
                connection,
                """
                select p.run_id, p.entity_id, p.undo_schema, p.undo_table
                from tributary_landing.publication_entity p
                  join tributary_landing.publication b on b.run_id = p.run_id
                where p.undo_state = 'UNDO_DROPPING' and
                """
                    + condition,
                row ->
                    new Undo(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        Identifiers.quote(row.getString(3), row.getString(4))),
                parameter));
  }

  private int dropUndos(List<Undo> undos) {
    for (Undo undo : undos) {
      transactions.in(
          connection -> {
            Transactions.execute(connection, "drop table if exists " + undo.table());
            return Transactions.update(
                connection,
                """
                update tributary_landing.publication_entity set undo_state = 'UNDO_DROPPED',
                  columns_before = null
                where run_id = ? and entity_id = ?
                """,
                undo.run(),
                undo.entity());
          });
    }
    return undos.size();
  }

  private record Undo(UUID run, UUID entity, String table) {}

  /** Forgets versions of objects, and rejects of theirs, that no rollback can bring back. */
  private void forgetObjects(UUID dataflow) {
    forgetObjects("b.dataflow_id = ?", dataflow);
  }

  private void forgetObjects(String condition, UUID parameter) {
    for (String table : List.of("object_ledger", "rejected_object")) {
      forget(table, condition, parameter);
    }
  }

  private void forget(String table, String condition, UUID parameter) {
    transactions.in(
        connection ->
            Transactions.update(
                connection,
                """
                delete from tributary_landing.%s l
                using tributary_landing.publication_entity p
                  join tributary_landing.publication b on b.run_id = p.run_id
                  left join tributary_landing.generation g on g.id = p.before_generation
                where l.entity_id = p.entity_id and l.removed_by = p.run_id
                  and case when p.undo_table is null then g.state = 'DROPPED'
                    else p.undo_state = 'UNDO_DROPPED' end and
                """
                        .formatted(table)
                    + condition,
                parameter));
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

  private int drop(List<Generation> generations) {
    int dropped = 0;
    for (Generation generation : generations) {
      try {
        transactions.in(connection -> drop(connection, generation));
        dropped++;
      } catch (LandingException e) {
        LOG.log(
            System.Logger.Level.INFO,
            "Generation {0} is left for later: {1}",
            generation.table(),
            e.getMessage());
      }
    }
    return dropped;
  }

  private static UUID drop(Connection connection, Generation generation) throws SQLException {
    Transactions.execute(connection, "set local lock_timeout = '2s'");
    Transactions.execute(connection, "drop table if exists " + generation.relation());
    for (String table : List.of("split", "generation_column", "asked_key")) {
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
