package tributary.landing.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import tributary.landing.LandedHistory;
import tributary.landing.LandingPool;

/**
 * Publications, in the order in which they are taken back: behind the last one that cannot be, no
 * rollback ever comes. That one stays, so that the runs before it are not taken for the next.
 */
@ApplicationScoped
class PostgresLandedHistory implements LandedHistory {
  private static final String NEEDED =
      """
      select r.id from unnest(?) as r(id)
      where exists (
          select from tributary_landing.generation g
          where g.run_id = r.id and g.state <> 'DROPPED')
        or exists (
          select from tributary_landing.publication_entity u
          where u.run_id = r.id and u.undo_state <> 'UNDO_DROPPED')
        or exists (
          select from tributary_landing.publication p
            cross join lateral (
              select (select q.number from tributary_landing.publication q
              where q.dataflow_id = p.dataflow_id and q.kind = 'IMPORT'
                and q.taken_back_by is null and exists (
                  select from tributary_landing.publication_entity c
                    left join tributary_landing.generation b on b.id = c.before_generation
                  where c.run_id = q.run_id and c.before_generation is not null
                    and case when c.undo_table is null then b.state is distinct from 'KEPT'
                      else c.undo_state <> 'UNDO_KEPT' end)
                order by q.number desc limit 1) as number) as final
          where p.run_id = r.id and p.kind = 'IMPORT' and p.taken_back_by is null
            and (final.number is null or p.number >= final.number or exists (
              select from tributary_landing.publication_entity c
              where c.run_id = p.run_id and not exists (
                select from tributary_landing.publication_entity d
                  join tributary_landing.publication q on q.run_id = d.run_id
                where d.entity_id = c.entity_id and q.kind = 'IMPORT'
                  and q.taken_back_by is null and q.number > p.number
                  and q.number <= final.number))))
      """;

  private Transactions transactions;

  protected PostgresLandedHistory() {}

  @Inject
  PostgresLandedHistory(@LandingPool DataSource pool) {
    transactions = new Transactions(pool);
  }

  @Override
  public Set<UUID> needed(Collection<UUID> runs) {
    return Set.copyOf(
        transactions.in(
            connection ->
                Transactions.list(
                    connection,
                    NEEDED,
                    row -> row.getObject(1, UUID.class),
                    (Object) array(runs))));
  }

  private static UUID[] array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  @Override
  public void forget(Collection<UUID> runs, Collection<UUID> tableRuns) {
    transactions.in(connection -> forget(connection, array(runs), array(tableRuns)));
  }

  private static int forget(Connection connection, UUID[] runs, UUID[] tableRuns)
      throws SQLException {
    List<UUID> referred =
        Transactions.list(
            connection,
            """
            select g.id from tributary_landing.publication_entity p
              join tributary_landing.generation g
                on g.id = p.before_generation or g.id = p.after_generation
            where p.run_id = any(?)
            union select id from tributary_landing.generation where run_id = any(?)
            """,
            row -> row.getObject(1, UUID.class),
            runs,
            runs);
    Transactions.update(
        connection,
        "delete from tributary_landing.publication where run_id = any(?)",
        (Object) runs);
    // a generation's row stays as long as a publication that may be looked at names it
    Transactions.update(
        connection,
        """
        delete from tributary_landing.generation g
        where g.id = any(?) and g.state = 'DROPPED'
          and not exists (select from tributary_landing.publication_entity p
            where p.before_generation = g.id)
          and not exists (select from tributary_landing.publication_entity p
            where p.after_generation = g.id)
          and (g.run_id = any(?) or g.published_at is not null and not exists (
            select from tributary_landing.publication p where p.run_id = g.run_id))
        """,
        array(referred),
        runs);
    return Transactions.update(
        connection,
        "delete from tributary_landing.column_event where table_run_id = any(?)",
        (Object) tableRuns);
  }
}
