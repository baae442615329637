package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.EntityColumns;
import tributary.landing.Landing.Publication;
import tributary.landing.RunLease;
import tributary.problem.Refusal;
import tributary.tenant.TenantId;

/** Makes a run's generations visible, all in the caller's transaction. */
final class Publisher {
  private final Clock clock;

  Publisher(Clock clock) {
    this.clock = clock;
  }

  Publication publish(
      Connection connection,
      RunLease lease,
      TenantId tenant,
      UUID dataflow,
      Collection<UUID> tableRuns)
      throws SQLException {
    Leases.check(connection, lease);
    Optional<Instant> before = publishedAt(connection, lease.run());
    if (before.isPresent()) {
      return new Publication(
          before.get(), rows(connection, lease.run()), refused(connection, lease.run()));
    }
    Instant now = clock.instant();
    Transactions.update(
        connection,
        """
        insert into tributary_landing.publication
          (run_id, tenant_id, dataflow_id, kind, published_at)
        values (?, ?, ?, 'IMPORT', ?)
        """,
        lease.run(),
        tenant.value(),
        dataflow,
        now.atOffset(ZoneOffset.UTC));
    Map<UUID, String> refused = new HashMap<>();
    for (Staged staged : staged(connection, lease.run())) {
      if (tableRuns.contains(staged.tableRun())) {
        publish(connection, tenant, staged, refused);
      }
    }
    Map<UUID, Long> published = rows(connection, lease.run());
    if (published.isEmpty()) {
      // a run that changed no entity is none that could be taken back
      Transactions.update(
          connection, "delete from tributary_landing.publication where run_id = ?", lease.run());
    }
    return new Publication(now, published, refused);
  }

  private record Staged(UUID tableRun, Generation generation) {}

  /** Returns the run's generations in the order in which entities are always locked. */
  private static List<Staged> staged(Connection connection, UUID run) throws SQLException {
    return Transactions.list(
        connection,
        "select table_run_id, "
            + Generation.COLUMNS
            + " from tributary_landing.generation where run_id = ? and state = 'LOADING'"
            + " order by entity_id for update",
        row -> new Staged(row.getObject("table_run_id", UUID.class), Generation.read(row)),
        run);
  }

  private void publish(
      Connection connection, TenantId tenant, Staged staged, Map<UUID, String> refused)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      publish(connection, tenant, staged.generation());
      connection.releaseSavepoint(before);
    } catch (Refusal e) {
      connection.rollback(before);
      refused.put(staged.tableRun(), e.getMessage());
      Transactions.update(
          connection,
          "update tributary_landing.generation set refused = ? where id = ?",
          e.getMessage(),
          staged.generation().id());
    }
  }

  private void publish(Connection connection, TenantId tenant, Generation generation)
      throws SQLException {
    Entity entity = Entity.locked(connection, generation.entity()).orElseThrow(Leases::lost);
    List<EntityColumns.Known> columns = Generation.columns(connection, generation.id());
    String schema =
        entity.view().isPresent() ? entity.schema() : Identifiers.schema(tenant, entity.purpose());
    String view = entity.view().orElse(entity.name().relation());
    new ViewMaker(connection, tenant)
        .show(entity, schema, view, Optional.of(generation), columns, ViewMaker.WhenRead.REFUSE);
    Transactions.update(
        connection,
        """
        update tributary_landing.generation set state = 'KEPT', published_at = ?, rows =
          (select coalesce(sum(rows_written), 0) from tributary_landing.split
           where generation_id = id)
        where id = ?
        """,
        OffsetDateTime.now(clock),
        generation.id());
    Transactions.update(
        connection,
        """
        update tributary_landing.entity set generation_id = ?, schema_name = ?, view_name = ?
        where id = ?
        """,
        generation.id(),
        schema,
        view,
        entity.id());
    Transactions.update(
        connection,
        """
        insert into tributary_landing.publication_entity
          (run_id, entity_id, before_generation, after_generation)
        values (?, ?, ?, ?)
        """,
        generation.run(),
        entity.id(),
        entity.generation().orElse(null),
        generation.id());
  }

  static Optional<Instant> publishedAt(Connection connection, UUID run) throws SQLException {
    return Transactions.first(
        connection,
        "select published_at from tributary_landing.publication where run_id = ?",
        row -> row.getObject(1, OffsetDateTime.class).toInstant(),
        run);
  }

  private static Map<UUID, String> refused(Connection connection, UUID run) throws SQLException {
    Map<UUID, String> refused = new HashMap<>();
    Transactions.list(
        connection,
        """
        select table_run_id, refused from tributary_landing.generation
        where run_id = ? and refused is not null
        """,
        row -> refused.put(row.getObject(1, UUID.class), row.getString(2)),
        run);
    return refused;
  }

  private static Map<UUID, Long> rows(Connection connection, UUID run) throws SQLException {
    Map<UUID, Long> rows = new HashMap<>();
    Transactions.list(
        connection,
        """
        select g.table_run_id, g.rows from tributary_landing.publication_entity p
          join tributary_landing.generation g on g.id = p.after_generation
        where p.run_id = ?
        """,
        row -> rows.put(row.getObject(1, UUID.class), row.getLong(2)),
        run);
    return rows;
  }
}
