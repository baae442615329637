package tributary.landing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.landing.EntityColumns;
import tributary.landing.StageOrder;
import tributary.problem.Refusal;
import tributary.spi.RowKey;

/**
 * The keys of rows that a run asks for, in place of what the entity has under them. All in the
 * caller's transaction.
 */
final class AskedRows {
  private AskedRows() {}

  /** Returns the generation that the rows are merged into. */
  static UUID base(StageOrder order, List<String> key, Optional<Generation> present) {
    Generation base = present.orElseThrow(() -> refused(order, "It has no rows yet."));
    if (key.isEmpty() || !base.tracked()) {
      throw refused(order, "Its rows are not found by a key yet.");
    }
    if (!base.key().equals(key) || !base.readAs().equals(order.refreshing().readAs())) {
      throw refused(order, "Its options, column types or key have changed since.");
    }
    return base.id();
  }

  private static Refusal refused(StageOrder order, String why) {
    return Refusal.conflict(
        "NOT_BY_KEYS",
        "Single rows of %s cannot be brought up to date: %s Run it in full once."
            .formatted(order.fileName(), why));
  }

  /** Keeps the keys that a generation is read by. */
  static void keep(Connection connection, UUID generation, List<RowKey> asked) throws SQLException {
    Transactions.update(
        connection,
        "update tributary_landing.generation set by_keys = true where id = ?",
        generation);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into tributary_landing.asked_key (generation_id, row_key) values (?, ?)")) {
      for (RowKey key : asked) {
        insert.setObject(1, generation);
        insert.setArray(2, connection.createArrayOf("text", key.values().toArray()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Returns the keys that a generation is read by. */
  static List<RowKey> of(Connection connection, UUID generation) throws SQLException {
    return Transactions.list(
        connection,
        "select row_key from tributary_landing.asked_key where generation_id = ? order by 1",
        row -> new RowKey(List.of((String[]) row.getArray(1).getArray())),
        generation);
  }

  /**
   * Makes temporary tables of the keys, one for each number of columns that they hold, with the
   * columns' own types so that an index finds their rows.
   *
   * @return for each table, the condition under which a row {@code t} is under a key {@code k} of
   *     it
   */
  static Map<String, String> find(
      Connection connection, Generation staged, List<EntityColumns.Known> columns)
      throws SQLException {
    Map<String, String> types =
        columns.stream()
            .collect(
                Collectors.toMap(
                    EntityColumns.Known::name, column -> PostgresTypes.name(column.type())));
    List<Integer> lengths =
        Transactions.list(
            connection,
            "select distinct cardinality(row_key) from tributary_landing.asked_key"
                + " where generation_id = ? order by 1",
            row -> row.getInt(1),
            staged.id());
    Map<String, String> conditions = new LinkedHashMap<>();
    for (int length : lengths) {
      String table = "asked_" + length;
      List<String> same = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        String name = Identifiers.quote(staged.key().get(i));
        values.add("row_key[" + (i + 1) + "]::" + types.get(staged.key().get(i)) + " as " + name);
        same.add("t." + name + " = k." + name);
      }
      Transactions.execute(connection, "drop table if exists pg_temp." + table);
      Transactions.execute(
          connection,
          "create temp table %s on commit drop as select distinct %s from tributary_landing.asked_key where generation_id = '%s' and cardinality(row_key) = %d"
              .formatted(table, String.join(", ", values), staged.id(), length));
      Transactions.execute(connection, "analyze pg_temp." + table);
      conditions.put("pg_temp." + table, String.join(" and ", same));
    }
    return conditions;
  }
}
