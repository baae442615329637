package tributary.landing.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.ColumnPlan;
import tributary.landing.EntityColumns;
import tributary.landing.MisfitPolicy;
import tributary.landing.PlannedColumn;
import tributary.spi.ColumnType;

/**
 * A generation's row.
 *
 * @param schema of its table
 * @param table its table
 */
record Generation(
    UUID id,
    UUID entity,
    long number,
    UUID run,
    String schema,
    String table,
    State state,
    MisfitPolicy misfits,
    int planVersion,
    boolean planned,
    long rows) {
  static final String COLUMNS =
      "id, entity_id, number, run_id, schema_name, table_name, state, misfits, plan_version,"
          + " planned, rows";

  /** What has become of it. */
  enum State {
    LOADING,
    KEPT,
    DROPPING,
    DROPPED
  }

  static Generation read(ResultSet row) throws SQLException {
    return new Generation(
        row.getObject("id", UUID.class),
        row.getObject("entity_id", UUID.class),
        row.getLong("number"),
        row.getObject("run_id", UUID.class),
        row.getString("schema_name"),
        row.getString("table_name"),
        State.valueOf(row.getString("state")),
        MisfitPolicy.valueOf(row.getString("misfits")),
        row.getInt("plan_version"),
        row.getBoolean("planned"),
        row.getLong("rows"));
  }

  static Optional<Generation> byId(Connection connection, UUID id) throws SQLException {
    return Transactions.first(
        connection,
        "select " + COLUMNS + " from tributary_landing.generation where id = ?",
        Generation::read,
        id);
  }

  static Optional<Generation> ofTableRun(Connection connection, UUID tableRun) throws SQLException {
    return Transactions.first(
        connection,
        "select " + COLUMNS + " from tributary_landing.generation where table_run_id = ?",
        Generation::read,
        tableRun);
  }

  /** Returns all of an entity, the newest first. */
  static List<Generation> ofEntity(Connection connection, UUID entity) throws SQLException {
    return Transactions.list(
        connection,
        "select "
            + COLUMNS
            + " from tributary_landing.generation where entity_id = ? order by number desc",
        Generation::read,
        entity);
  }

  /** Returns the entity's columns as of this generation, in the view's order. */
  static List<EntityColumns.Known> columns(Connection connection, UUID generation)
      throws SQLException {
    return Transactions.list(
        connection,
        """
        select coalesce(read_index, -1), source_name, occurrence, name, type
        from tributary_landing.generation_column where generation_id = ? order by ordinal
        """,
        row ->
            new EntityColumns.Known(
                row.getInt(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                ColumnType.valueOf(row.getString(5))),
        generation);
  }

  /** Returns the plan that these columns make. */
  static ColumnPlan plan(int version, List<EntityColumns.Known> columns) {
    return new ColumnPlan(
        version,
        columns.stream()
            .filter(EntityColumns.Known::present)
            .sorted(Comparator.comparingInt(EntityColumns.Known::readIndex))
            .map(c -> new PlannedColumn(c.sourceName(), c.name(), c.type()))
            .toList());
  }

  String relation() {
    return Identifiers.quote(schema, table);
  }
}
