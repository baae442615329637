package tributary.landing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.landing.EntityColumns;
import tributary.landing.MisfitPolicy;
import tributary.landing.RunLease;
import tributary.landing.ShortHash;
import tributary.landing.StageOrder;

/** Makes generations. */
final class Stager {
  private static final int READABLE = 40;

  private final Clock clock;

  Stager(Clock clock) {
    this.clock = clock;
  }

  /** Returns the table run's generation, made now unless it is there. */
  Generation stage(Connection connection, RunLease lease, StageOrder order) throws SQLException {
    Leases.check(connection, lease);
    Optional<Generation> begun = Generation.ofTableRun(connection, order.tableRun());
    if (begun.isPresent()) {
      return begun.get();
    }
    TenantSchemas.prepare(connection, order.tenant());
    Entity entity = register(connection, order);
    List<EntityColumns.Known> known =
        entity.generation().isPresent()
            ? Generation.columns(connection, entity.generation().get())
            : List.of();
    List<EntityColumns.Known> columns =
        EntityColumns.next(
            known,
            order.layout().columns(),
            order.columnTypes(),
            order.misfits() == MisfitPolicy.WIDEN,
            order.fileName());
    UUID id = UUID.randomUUID();
    insert(connection, id, entity, lease, order);
    insertColumns(connection, id, columns);
    Generation made = Generation.byId(connection, id).orElseThrow();
    createTable(connection, made, columns);
    return made;
  }

  private Entity register(Connection connection, StageOrder order) throws SQLException {
    Transactions.update(
        connection,
        """
        insert into tributary_landing.entity (id, tenant_id, dataflow_id, dataflow_name, name,
          purpose, file_name, schema_name, last_generation)
        values (?, ?, ?, ?, ?, ?, ?, ?, 0)
        on conflict (id) do update set dataflow_name = excluded.dataflow_name,
          name = excluded.name, purpose = excluded.purpose, file_name = excluded.file_name
        """,
        order.place().tableId(),
        order.tenant().value(),
        order.dataflow(),
        order.dataflowName(),
        order.place().name().value(),
        order.place().purpose().name(),
        order.fileName(),
        Identifiers.schema(order.tenant(), order.place().purpose()));
    Transactions.update(
        connection,
        "update tributary_landing.entity set last_generation = last_generation + 1 where id = ?",
        order.place().tableId());
    return Entity.byId(connection, order.place().tableId()).orElseThrow();
  }

  private void insert(
      Connection connection, UUID id, Entity entity, RunLease lease, StageOrder order)
      throws SQLException {
    String relation = order.place().name().relation();
    String readable = relation.substring(0, Math.min(READABLE, relation.length()));
    String table =
        readable + "_g" + entity.lastGeneration() + "_" + ShortHash.of(entity.id().toString());
    Transactions.update(
        connection,
        """
        insert into tributary_landing.generation (id, entity_id, number, run_id, table_run_id,
          schema_name, table_name, state, misfits, plan_version, planned, rows, created_at)
        values (?, ?, ?, ?, ?, ?, ?, 'LOADING', ?, 1, false, 0, ?)
        """,
        id,
        entity.id(),
        entity.lastGeneration(),
        lease.run(),
        order.tableRun(),
        Identifiers.generations(order.tenant()),
        table,
        order.misfits().name(),
        OffsetDateTime.now(clock));
  }

  private static void insertColumns(
      Connection connection, UUID generation, List<EntityColumns.Known> columns)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into tributary_landing.generation_column
              (generation_id, ordinal, read_index, source_name, occurrence, name, type)
            values (?, ?, ?, ?, ?, ?, ?)
            """)) {
      int ordinal = 0;
      for (EntityColumns.Known column : columns) {
        insert.setObject(1, generation);
        insert.setInt(2, ordinal++);
        if (column.present()) {
          insert.setInt(3, column.readIndex());
        } else {
          insert.setNull(3, Types.INTEGER);
        }
        insert.setString(4, column.sourceName());
        insert.setInt(5, column.occurrence());
        insert.setString(6, column.name());
        insert.setString(7, column.type().name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void createTable(
      Connection connection, Generation made, List<EntityColumns.Known> columns)
      throws SQLException {
    Stream<String> own =
        columns.stream()
            .filter(EntityColumns.Known::present)
            .sorted(Comparator.comparingInt(EntityColumns.Known::readIndex))
            .map(c -> Identifiers.quote(c.name()) + " " + PostgresTypes.name(c.type()));
    Transactions.execute(
        connection,
        Stream.concat(own, SystemColumn.definitions())
            .collect(Collectors.joining(", ", "create table " + made.relation() + " (", ")")));
  }
}
