package tributary.landing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.ColumnPlan;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.EntityColumns;
import tributary.landing.MisfitPolicy;
import tributary.landing.PlannedColumn;
import tributary.landing.Policies;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.NextCursor;

/**
 * A generation's row.
 *
 * @param schema of its table
 * @param table its table
 * @param incremental whether its rows are what changed, not all
 * @param base the generation that its rows will be merged into; empty: it takes the view itself
 * @param tracked whether its rows carry what a merge needs
 * @param key names of the key's columns
 * @param keyChosen whether a person chose them
 * @param policies the dataflow's, the look-back apart
 * @param readAs names the way in which it was read
 * @param next what the next cursor will be
 * @param finished whether it may be published
 * @param onlyRejected whether only objects with rejected rows are read, in place of their rows
 * @param byKeys whether only rows under asked keys are read, in place of those under them
 * @param unnamed whether a row was rejected whose key nobody knows: what did not come may be there
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
    long rows,
    boolean incremental,
    Optional<UUID> base,
    boolean tracked,
    List<String> key,
    boolean keyChosen,
    Policies policies,
    String readAs,
    Next next,
    boolean finished,
    boolean onlyRejected,
    boolean byKeys,
    boolean unnamed) {
  static final String COLUMNS =
      "id, entity_id, number, run_id, schema_name, table_name, state, misfits, plan_version,"
          + " planned, rows, reads, base_id, tracked, key_columns, key_chosen, deletes, drift,"
          + " guard_percent, reject_percent, reject_rows, read_as, next_kind, finished,"
          + " only_rejected, by_keys, unnamed";

  /** Where the next incremental read begins. */
  enum Next {
    NONE,
    AT_PLAN,
    /** At the plan; and what the read neither brings nor names is gone. */
    SWEPT,
    AT_END,
    LEDGER;

    static Next of(NextCursor next) {
      if (next instanceof NextCursor.KnownAtPlan) {
        return AT_PLAN;
      }
      if (next instanceof NextCursor.Swept) {
        return SWEPT;
      }
      if (next instanceof NextCursor.KnownAtEnd) {
        return AT_END;
      }
      return next instanceof NextCursor.Ledger ? LEDGER : NONE;
    }
  }

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
        row.getLong("rows"),
        "INCREMENTAL".equals(row.getString("reads")),
        Optional.ofNullable(row.getObject("base_id", UUID.class)),
        row.getBoolean("tracked"),
        List.of((String[]) row.getArray("key_columns").getArray()),
        row.getBoolean("key_chosen"),
        new Policies(
            DeletePolicy.valueOf(row.getString("deletes")),
            DriftPolicy.valueOf(row.getString("drift")),
            row.getInt("guard_percent"),
            row.getInt("reject_percent"),
            row.getLong("reject_rows"),
            0),
        row.getString("read_as"),
        Next.valueOf(row.getString("next_kind")),
        row.getBoolean("finished"),
        row.getBoolean("only_rejected"),
        row.getBoolean("by_keys"),
        row.getBoolean("unnamed"));
  }

  /** Returns whether its entity remembers the objects that its rows came from. */
  boolean ledger() {
    return tracked && next == Next.LEDGER;
  }

  /** Returns whether its rows also name those that are there still. */
  boolean sweeps() {
    return incremental && next == Next.SWEPT;
  }

  /** Returns whether rows that it does not bring are gone, so that others have to be named. */
  boolean takesAway() {
    return sweeps() || byKeys;
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
        select coalesce(read_index, -1), source_name, occurrence, name, type, stored,
          coalesce(label, '')
        from tributary_landing.generation_column where generation_id = ? order by ordinal
        """,
        row ->
            new EntityColumns.Known(
                row.getInt(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                ColumnType.valueOf(row.getString(5)),
                row.getBoolean(6),
                row.getString(7)),
        generation);
  }

  /** Returns the columns that the source had for this generation, in its order. */
  static List<Column> sourceColumns(Connection connection, UUID generation) throws SQLException {
    return columns(connection, generation).stream()
        .filter(EntityColumns.Known::present)
        .sorted(Comparator.comparingInt(EntityColumns.Known::readIndex))
        .map(EntityColumns.Known::atSource)
        .toList();
  }

  /** Writes the entity's columns as of this generation, in place of what was written before. */
  static void keepColumns(Connection connection, UUID generation, List<EntityColumns.Known> columns)
      throws SQLException {
    Transactions.update(
        connection,
        "delete from tributary_landing.generation_column where generation_id = ?",
        generation);
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into tributary_landing.generation_column
              (generation_id, ordinal, read_index, source_name, occurrence, name, type, stored,
               label)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
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
        insert.setBoolean(8, column.stored());
        insert.setString(9, column.label());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Returns the plan that these columns make. */
  ColumnPlan plan(List<EntityColumns.Known> columns) {
    List<PlannedColumn> planned =
        columns.stream()
            .filter(EntityColumns.Known::present)
            .sorted(Comparator.comparingInt(EntityColumns.Known::readIndex))
            .map(c -> new PlannedColumn(c.sourceName(), c.name(), c.type()))
            .toList();
    List<String> names = planned.stream().map(PlannedColumn::name).toList();
    return new ColumnPlan(
        planVersion, planned, tracked, key.stream().map(names::indexOf).toList(), takesAway());
  }

  String relation() {
    return Identifiers.quote(schema, table);
  }
}
