package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.tenant.TenantId;

/**
 * Keeps what states use beside them: asking the file system for thousands of tables takes seconds.
 * A state changes only when it is published or merged into, so each is asked for once after that.
 */
final class StateSizes {
  /** Nodes' clocks may differ by less, and a backlog be worked off within. */
  private static final String LOOK_BACK = "1 hour";

  private static final String SIZE =
      "coalesce(pg_total_relation_size(to_regclass(format('%I.%I', %S, %T))), 0)";

  private final Transactions transactions;
  private final Clock clock;

  StateSizes(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  private record Size(UUID generation, UUID run, UUID entity, long bytes) {}

  int measure(Optional<TenantId> tenant, int most) {
    String of = tenant.map(TenantId::value).orElse(null);
    OffsetDateTime now = OffsetDateTime.now(clock);
    // measured first and written then, so that no row is locked while a table may be
    List<Size> sizes = transactions.in(connection -> sizes(connection, of, most));
    if (!sizes.isEmpty()) {
      transactions.in(connection -> write(connection, sizes, now));
    }
    return sizes.size();
  }

  private static List<Size> sizes(Connection connection, String tenant, int most)
      throws SQLException {
    Transactions.execute(connection, "set local lock_timeout = '2s'");
    List<Size> sizes =
        Transactions.list(
            connection,
            """
            select g.id, %s from (
              select n.id from tributary_landing.generation n
              where n.state = 'KEPT' and n.bytes is null
              union
              select m.id from tributary_landing.publication p
                join tributary_landing.publication_entity c on c.run_id = p.run_id
                join tributary_landing.generation m on m.id = c.after_generation
              where m.state = 'KEPT' and p.published_at >= m.measured_at and p.published_at >
                (select max(measured_at) from tributary_landing.generation) - interval '%s'
            ) as changed join tributary_landing.generation g using (id)
            where cast(? as text) is null or exists (select from tributary_landing.entity e
              where e.id = g.entity_id and e.tenant_id = ?)
            limit ?
            """
                .formatted(size("g.schema_name", "g.table_name"), LOOK_BACK),
            row -> new Size(row.getObject(1, UUID.class), null, null, row.getLong(2)),
            tenant,
            tenant,
            most);
    sizes.addAll(
        Transactions.list(
            connection,
            """
            select c.run_id, c.entity_id, %s from tributary_landing.publication_entity c
              join tributary_landing.publication p on p.run_id = c.run_id
            where c.undo_state = 'UNDO_KEPT' and c.undo_bytes is null
              and (cast(? as text) is null or p.tenant_id = ?)
            limit ?
            """
                .formatted(size("c.undo_schema", "c.undo_table")),
            row ->
                new Size(
                    null,
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getLong(3)),
            tenant,
            tenant,
            most));
    return sizes;
  }

  private static String size(String schema, String table) {
    return SIZE.replace("%S", schema).replace("%T", table);
  }

  private static int write(Connection connection, List<Size> sizes, OffsetDateTime now)
      throws SQLException {
    int written = 0;
    for (Size size : sizes) {
      written +=
          size.generation() == null
              ? Transactions.update(
                  connection,
                  """
                  update tributary_landing.publication_entity set undo_bytes = ?
                  where run_id = ? and entity_id = ? and undo_state = 'UNDO_KEPT'
                  """,
                  size.bytes(),
                  size.run(),
                  size.entity())
              : Transactions.update(
                  connection,
                  """
                  update tributary_landing.generation set bytes = ?, measured_at = ?
                  where id = ? and state = 'KEPT'
                  """,
                  size.bytes(),
                  now,
                  size.generation());
    }
    return written;
  }
}
