package tributary.landing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.landing.ColumnChange;
import tributary.landing.DriftPolicy;
import tributary.landing.Policies;
import tributary.problem.Refusal;

/** Keeps what runs change about an entity's columns. */
final class Drift {
  private static final int NAMED = 10;

  private Drift() {}

  static void refuseBlocked(Policies policies, List<ColumnChange> changes) {
    if (policies.drift() == DriftPolicy.BLOCK && !changes.isEmpty()) {
      throw Refusal.conflict(
          "COLUMNS_CHANGED",
          "The columns have changed: %s. This dataflow does not take changed columns. Let it apply them or ask, or correct the source."
              .formatted(words(changes)));
    }
  }

  static String words(List<ColumnChange> changes) {
    String some =
        changes.stream().limit(NAMED).map(ColumnChange::words).collect(Collectors.joining(", "));
    int more = changes.size() - NAMED;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  /** Notes what this generation would change, in place of what was noted before. */
  static void note(
      Connection connection, Generation generation, UUID tableRun, List<ColumnChange> changes)
      throws SQLException {
    Transactions.update(
        connection, "delete from tributary_landing.column_event where table_run_id = ?", tableRun);
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into tributary_landing.column_event (entity_id, run_id, table_run_id, kind,
              column_name, source_name, from_type, to_type)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (ColumnChange change : changes) {
        insert.setObject(1, generation.entity());
        insert.setObject(2, generation.run());
        insert.setObject(3, tableRun);
        insert.setString(4, change.kind().name());
        insert.setString(5, change.column());
        insert.setString(6, change.sourceName());
        insert.setString(7, change.fromType());
        insert.setString(8, change.toType());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Returns what a table run changes, or would change. */
  static List<ColumnChange> of(Connection connection, UUID tableRun) throws SQLException {
    Map<UUID, List<ColumnChange>> changes = new HashMap<>();
    of(connection, List.of(tableRun), changes);
    return changes.getOrDefault(tableRun, List.of());
  }

  /** Adds what table runs change, by table run; returns the number of changes. */
  static int of(
      Connection connection, Collection<UUID> tableRuns, Map<UUID, List<ColumnChange>> changes)
      throws SQLException {
    return Transactions.list(
            connection,
            """
            select table_run_id, kind, column_name, source_name, from_type, to_type
            from tributary_landing.column_event where table_run_id = any (?) order by id
            """,
            row ->
                changes
                    .computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                    .add(change(row)),
            (Object) tableRuns.toArray(new UUID[0]))
        .size();
  }

  /** Reads the columns kind, column_name, source_name, from_type and to_type. */
  static ColumnChange change(ResultSet row) throws SQLException {
    return new ColumnChange(
        ColumnChange.Kind.valueOf(row.getString("kind")),
        row.getString("column_name"),
        row.getString("source_name"),
        row.getString("from_type"),
        row.getString("to_type"));
  }
}
