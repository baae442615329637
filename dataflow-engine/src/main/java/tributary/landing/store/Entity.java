package tributary.landing.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.EntityName;
import tributary.landing.Purpose;
import tributary.spi.Cursor;
import tributary.tenant.TenantId;

/**
 * An entity's row.
 *
 * @param schema where its view stands
 * @param view what its view is called; empty before the first publish
 * @param generation the one that the view shows; empty when it shows none
 * @param cursor where its next incremental read begins
 * @param ledger whether it remembers the objects that its rows came from
 */
record Entity(
    UUID id,
    TenantId tenant,
    UUID dataflow,
    EntityName name,
    Purpose purpose,
    String schema,
    Optional<String> view,
    Optional<UUID> generation,
    long lastGeneration,
    Optional<Cursor> cursor,
    boolean ledger) {
  private static final String SELECT =
      "select id, tenant_id, dataflow_id, name, purpose, schema_name, view_name, generation_id,"
          + " last_generation, cursor_format, cursor_value, ledger from tributary_landing.entity ";

  static Entity read(ResultSet row) throws SQLException {
    return new Entity(
        row.getObject("id", UUID.class),
        new TenantId(row.getString("tenant_id")),
        row.getObject("dataflow_id", UUID.class),
        new EntityName(row.getString("name")),
        Purpose.valueOf(row.getString("purpose")),
        row.getString("schema_name"),
        Optional.ofNullable(row.getString("view_name")),
        Optional.ofNullable(row.getObject("generation_id", UUID.class)),
        row.getLong("last_generation"),
        cursor(row),
        row.getBoolean("ledger"));
  }

  private static Optional<Cursor> cursor(ResultSet row) throws SQLException {
    int format = row.getInt("cursor_format");
    return Optional.ofNullable(row.getString("cursor_value")).map(v -> new Cursor(format, v));
  }

  static Optional<Entity> byId(Connection connection, UUID id) throws SQLException {
    return Transactions.first(connection, SELECT + "where id = ?", Entity::read, id);
  }

  /** Returns the entity, which nobody else changes until the transaction ends. */
  static Optional<Entity> locked(Connection connection, UUID id) throws SQLException {
    return Transactions.first(connection, SELECT + "where id = ? for update", Entity::read, id);
  }

  /** Returns the entities of a dataflow, locked, in an order that is always the same. */
  static List<Entity> lockedOf(Connection connection, TenantId tenant, UUID dataflow)
      throws SQLException {
    return Transactions.list(
        connection,
        SELECT + "where tenant_id = ? and dataflow_id = ? order by id for update",
        Entity::read,
        tenant.value(),
        dataflow);
  }

  /** Returns the ids of those whose rows are found by their key, so that some can be merged. */
  static List<UUID> mergeable(Connection connection, TenantId tenant, UUID dataflow)
      throws SQLException {
    return Transactions.list(
        connection,
        """
        select e.id from tributary_landing.entity e
          join tributary_landing.generation g on g.id = e.generation_id
        where e.tenant_id = ? and e.dataflow_id = ? and g.tracked and not e.ledger
          and cardinality(g.key_columns) > 0
        """,
        row -> row.getObject(1, UUID.class),
        tenant.value(),
        dataflow);
  }

  /** Returns the entities of a dataflow. */
  static List<Entity> of(Connection connection, TenantId tenant, UUID dataflow)
      throws SQLException {
    return Transactions.list(
        connection,
        SELECT + "where tenant_id = ? and dataflow_id = ? order by id",
        Entity::read,
        tenant.value(),
        dataflow);
  }
}
