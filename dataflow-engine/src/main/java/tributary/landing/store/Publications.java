package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.Landing.Landed;
import tributary.landing.Landing.RowChanges;
import tributary.landing.RunLease;
import tributary.tenant.TenantId;

/** What was published, and what it takes to return from it. */
final class Publications {
  private Publications() {}

  static void note(
      Connection connection, RunLease lease, TenantId tenant, UUID dataflow, Instant now)
      throws SQLException {
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
  }

  /** Keeps why a generation was not published, for when the publish is told again. */
  static void refuse(Connection connection, Generation generation, String why) throws SQLException {
    Transactions.update(
        connection,
        "update tributary_landing.generation set refused = ? where id = ?",
        why,
        generation.id());
  }

  static Map<UUID, String> refused(Connection connection, UUID run) throws SQLException {
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

  /** A run that changed no entity is none that could be taken back. */
  static void forget(Connection connection, RunLease lease) throws SQLException {
    Transactions.update(
        connection, "delete from tributary_landing.publication where run_id = ?", lease.run());
  }

  static void keep(
      Connection connection,
      UUID tableRun,
      Generation generation,
      Entity entity,
      long rowsBefore,
      long rowsAfter,
      Optional<MergePublisher.Done> merged)
      throws SQLException {
    Transactions.update(
        connection,
        """
        insert into tributary_landing.publication_entity (run_id, entity_id, table_run_id,
          before_generation, after_generation, rows_before, rows_after, cursor_format,
          cursor_value, ledger)
        select ?, e.id, ?, e_before, ?, ?, ?, e.cursor_format, e.cursor_value, e.ledger
        from tributary_landing.entity e, cast(? as uuid) as e_before where e.id = ?
        """,
        generation.run(),
        tableRun,
        merged.isPresent() ? generation.base().orElseThrow() : generation.id(),
        rowsBefore,
        rowsAfter,
        entity.generation().map(UUID::toString).orElse(null),
        entity.id());
    if (merged.isPresent()) {
      merged.get().keep(connection, generation.run(), entity.id());
    }
  }

  /** The cursor moves in the transaction that makes the rows visible. */
  static void keepCursor(Connection connection, Generation generation) throws SQLException {
    Transactions.update(
        connection,
        """
        update tributary_landing.entity e set
          cursor_format = case when g.tracked then g.next_format end,
          cursor_value = case when g.tracked then g.next_value end,
          ledger = g.tracked and g.next_kind = 'LEDGER'
        from tributary_landing.generation g
        where g.id = ? and e.id = g.entity_id and not g.by_keys
        """,
        generation.id());
  }

  static Optional<Instant> publishedAt(Connection connection, UUID run) throws SQLException {
    return Transactions.first(
        connection,
        "select published_at from tributary_landing.publication where run_id = ?",
        row -> row.getObject(1, OffsetDateTime.class).toInstant(),
        run);
  }

  static Map<UUID, Landed> landed(Connection connection, UUID run) throws SQLException {
    Map<UUID, Landed> landed = new HashMap<>();
    Transactions.list(
        connection,
        """
        select p.table_run_id, p.rows_after, p.undo_table is not null, p.rows_new,
          p.rows_changed, p.rows_gone, g.whole_because,
          g.unnamed and g.deletes <> 'KEEP'
        from tributary_landing.publication_entity p
          left join tributary_landing.generation g on g.table_run_id = p.table_run_id
        where p.run_id = ? and p.table_run_id is not null
        """,
        row ->
            landed.put(
                row.getObject(1, UUID.class),
                new Landed(
                    row.getLong(2),
                    row.getBoolean(3)
                        ? Optional.of(
                            new RowChanges(row.getLong(4), row.getLong(5), row.getLong(6), 0))
                        : Optional.empty(),
                    Optional.ofNullable(row.getString(7)),
                    row.getBoolean(8))),
        run);
    return landed;
  }
}
