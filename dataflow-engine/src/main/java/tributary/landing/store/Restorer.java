package tributary.landing.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.EntityColumns;
import tributary.landing.Landing.RowChanges;
import tributary.landing.Landing.Undo;
import tributary.landing.Landing.UndoneEntity;
import tributary.landing.RunLease;
import tributary.problem.Refusal;
import tributary.tenant.TenantId;

/** Takes entities back to the state before a run, all in the caller's transaction. */
final class Restorer {
  private static final String LAST =
      """
      select run_id from tributary_landing.publication
      where tenant_id = ? and dataflow_id = ? and kind = 'IMPORT' and taken_back_by is null
      order by number desc limit 1
      """;

  private final Clock clock;
  private final Duration patience;

  /**
   * @param patience how long readers of entities may be in the way
   */
  Restorer(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /** Returns the run that would be taken back next. */
  Optional<Undo> next(Connection connection, TenantId tenant, UUID dataflow) throws SQLException {
    Optional<UUID> run =
        Transactions.first(
            connection, LAST, row -> row.getObject(1, UUID.class), tenant.value(), dataflow);
    return run.isPresent() ? Optional.of(undo(connection, run.get())) : Optional.empty();
  }

  Undo restore(
      Connection connection, RunLease lease, TenantId tenant, UUID dataflow, UUID takesBack)
      throws SQLException {
    Leases.check(connection, lease);
    if (Publications.publishedAt(connection, lease.run()).isPresent()) {
      return undo(connection, takesBack);
    }
    // until the end, so that nothing drops a state that it has found here
    Entity.lockedOf(connection, tenant, dataflow);
    Undo undo =
        next(connection, tenant, dataflow)
            .filter(u -> u.run().equals(takesBack))
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        "NOTHING_TO_ROLL_BACK",
                        "The run to take back is not the last published one any more."));
    if (!undo.possible()) {
      throw Refusal.conflict(
          "NOTHING_TO_ROLL_BACK", "The state before the run to take back was dropped meanwhile.");
    }
    note(connection, lease, tenant, dataflow, takesBack);
    ViewSwitch views = new ViewSwitch(patience);
    for (Step step : steps(connection, takesBack)) {
      Entity entity = Entity.locked(connection, step.entity()).orElseThrow(Leases::lost);
      if (step.undo().isPresent()) {
        MergeRestorer.restore(connection, tenant, entity, takesBack, step.after(), views);
      } else {
        restore(connection, tenant, entity, step, views);
      }
      settle(connection, lease, takesBack, step);
    }
    views.execute(connection);
    return undo;
  }

  private record Step(UUID entity, Optional<UUID> before, UUID after, Optional<String> undo) {}

  private static List<Step> steps(Connection connection, UUID run) throws SQLException {
    return Transactions.list(
        connection,
        """
        select entity_id, before_generation, after_generation, undo_table
        from tributary_landing.publication_entity where run_id = ? order by entity_id
        """,
        row ->
            new Step(
                row.getObject(1, UUID.class),
                Optional.ofNullable(row.getObject(2, UUID.class)),
                row.getObject(3, UUID.class),
                Optional.ofNullable(row.getString(4))),
        run);
  }

  private static void restore(
      Connection connection, TenantId tenant, Entity entity, Step step, ViewSwitch views)
      throws SQLException {
    Optional<Generation> before =
        step.before().isPresent()
            ? Generation.byId(connection, step.before().get())
            : Optional.empty();
    List<EntityColumns.Known> columns =
        Generation.columns(connection, step.before().orElse(step.after()));
    views.add(
        new ViewMaker(connection, tenant)
            .show(
                entity,
                entity.schema(),
                entity.view().orElseThrow(),
                before,
                columns,
                ViewMaker.WhenRead.CAST));
    Transactions.update(
        connection,
        "update tributary_landing.entity set generation_id = ? where id = ?",
        step.before().orElse(null),
        entity.id());
    Transactions.update(
        connection,
        "update tributary_landing.generation set state = 'DROPPING' where id = ?",
        step.after());
  }

  /** Cursor and ledger go back together with the rows. */
  private static void settle(Connection connection, RunLease lease, UUID takesBack, Step step)
      throws SQLException {
    Ledger.revert(connection, step.entity(), takesBack);
    RejectedObjects.revert(connection, step.entity(), takesBack);
    Transactions.update(
        connection,
        """
        update tributary_landing.entity e set cursor_format = p.cursor_format,
          cursor_value = p.cursor_value, ledger = p.ledger
        from tributary_landing.publication_entity p
        where p.run_id = ? and p.entity_id = ? and e.id = p.entity_id
        """,
        takesBack,
        step.entity());
    Transactions.update(
        connection,
        """
        insert into tributary_landing.publication_entity
          (run_id, entity_id, before_generation, after_generation)
        values (?, ?, ?, ?::uuid)
        """,
        lease.run(),
        step.entity(),
        step.after(),
        step.before().map(UUID::toString).orElse(null));
  }

  private void note(
      Connection connection, RunLease lease, TenantId tenant, UUID dataflow, UUID takesBack)
      throws SQLException {
    Transactions.update(
        connection,
        "update tributary_landing.publication set taken_back_by = ? where run_id = ?",
        lease.run(),
        takesBack);
    Transactions.update(
        connection,
        """
        insert into tributary_landing.publication
          (run_id, tenant_id, dataflow_id, kind, published_at)
        values (?, ?, ?, 'ROLLBACK', ?)
        """,
        lease.run(),
        tenant.value(),
        dataflow,
        OffsetDateTime.now(clock));
  }

  private static Undo undo(Connection connection, UUID run) throws SQLException {
    List<UndoneEntity> entities =
        Transactions.list(
            connection,
            """
            select e.id, e.name, coalesce(p.rows_after, a.rows), b.id,
              coalesce(p.rows_before, b.rows), coalesce(p.published_before, b.published_at),
              case when p.undo_table is null then b.state = 'KEPT'
                else p.undo_state = 'UNDO_KEPT' end,
              p.rows_new, p.rows_changed, p.rows_gone,
              (select q.run_id from tributary_landing.publication_entity q
                 join tributary_landing.publication r on r.run_id = q.run_id
               where q.entity_id = p.entity_id and b.id is not null and r.kind = 'IMPORT'
                 and r.taken_back_by is null and r.number <
                   (select number from tributary_landing.publication where run_id = p.run_id)
               order by r.number desc limit 1)
            from tributary_landing.publication_entity p
              join tributary_landing.entity e on e.id = p.entity_id
              join tributary_landing.generation a on a.id = p.after_generation
              left join tributary_landing.generation b on b.id = p.before_generation
            where p.run_id = ? order by lower(e.name)
            """,
            Restorer::undone,
            run);
    return new Undo(run, Publications.publishedAt(connection, run).orElseThrow(), entities);
  }

  private static UndoneEntity undone(ResultSet row) throws SQLException {
    OffsetDateTime stateOf = row.getObject(6, OffsetDateTime.class);
    boolean hadState = row.getObject(4) != null;
    return new UndoneEntity(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getLong(3),
        row.getLong(5),
        Optional.ofNullable(stateOf).map(OffsetDateTime::toInstant),
        changes(row),
        Optional.ofNullable(row.getObject(11, UUID.class)),
        hadState && !row.getBoolean(7));
  }

  private static Optional<RowChanges> changes(ResultSet row) throws SQLException {
    return row.getObject(8) == null
        ? Optional.empty()
        : Optional.of(new RowChanges(row.getLong(8), row.getLong(9), row.getLong(10), 0));
  }
}
