package tributary.landing.store;

import static tributary.landing.store.Identifiers.quote;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.landing.EntityColumns;
import tributary.tenant.TenantId;

/** Takes a merge back: rows by their before-images, columns and figures as they were. */
final class MergeRestorer {
  private MergeRestorer() {}

  /** What a merge changed about its generation. */
  private record Before(String undo, long rows, String columns) {
    static Before read(ResultSet row) throws SQLException {
      return new Before(
          quote(row.getString("undo_schema"), row.getString("undo_table")),
          row.getLong("rows_before"),
          row.getString("columns_before"));
    }
  }

  static void restore(
      Connection connection,
      TenantId tenant,
      Entity entity,
      UUID run,
      UUID generation,
      ViewSwitch views)
      throws SQLException {
    // few rows of a large table, as when they were merged
    Transactions.execute(connection, "set local random_page_cost = 1.1");
    Before before =
        Transactions.first(
                connection,
                """
                select undo_schema, undo_table, rows_before, columns_before
                from tributary_landing.publication_entity where run_id = ? and entity_id = ?
                """,
                Before::read,
                run,
                entity.id())
            .orElseThrow();
    Generation merged = Generation.byId(connection, generation).orElseThrow();
    List<EntityColumns.Known> columnsNow = Generation.columns(connection, generation);
    revert(connection, merged, columnsNow, before.undo(), run);
    restoreColumns(connection, generation, before.columns());
    Transactions.update(
        connection,
        """
        update tributary_landing.generation g set rows = ?, published_at = p.published_before,
          deletes = p.deletes_before
        from tributary_landing.publication_entity p
        where g.id = ? and p.run_id = ? and p.entity_id = ?
        """,
        before.rows(),
        generation,
        run,
        entity.id());
    Transactions.update(
        connection,
        """
        update tributary_landing.publication_entity set undo_state = 'UNDO_DROPPING'
        where run_id = ? and entity_id = ?
        """,
        run,
        entity.id());
    Generation restored = Generation.byId(connection, generation).orElseThrow();
    List<EntityColumns.Known> columns = Generation.columns(connection, generation);
    if (!columns.equals(columnsNow)
        || restored.policies().deletes() != merged.policies().deletes()) {
      views.add(
          new ViewMaker(connection, tenant)
              .show(
                  entity,
                  entity.schema(),
                  entity.view().orElseThrow(),
                  Optional.of(restored),
                  columns,
                  ViewMaker.WhenRead.CAST));
    }
  }

  /** Rows go back by their before-images, while the ledger still has what the run changed. */
  private static void revert(
      Connection connection,
      Generation target,
      List<EntityColumns.Known> columns,
      String undo,
      UUID run)
      throws SQLException {
    Stream<String> own =
        columns.stream().filter(EntityColumns.Known::stored).map(EntityColumns.Known::name);
    List<String> all = Stream.concat(own, Merge.tail()).map(Identifiers::quote).toList();
    String relation = target.relation();
    if (!target.tracked()) {
      Transactions.update(connection, "delete from " + relation + " where \"_run_id\" = ?", run);
    } else if (target.key().isEmpty()) {
      String ofRun =
          " from tributary_landing.object_ledger l where l.entity_id = '"
              + target.entity()
              + "' and l.number = t.\"_object\" and l.";
      Transactions.update(
          connection,
          "delete from " + relation + " t using " + ofRun.substring(6) + "added_by = ?",
          run);
      Transactions.update(
          connection,
          "update "
              + relation
              + " t set \"_deleted_at\" = null"
              + ofRun
              + "removed_by = ? and t.\"_deleted_at\" is not null",
          run);
    } else {
      String same = Keys.same("t", "u", target.key());
      Transactions.update(
          connection,
          "delete from " + relation + " t using " + undo + " u where u.\"_op\" = 'I' and " + same);
      String set =
          all.stream().map(name -> name + " = u." + name).collect(Collectors.joining(", "));
      Transactions.update(
          connection,
          "update %s t set %s from %s u where u.\"_op\" in ('U', 'M', 'X') and %s"
              .formatted(relation, set, undo, same));
    }
    String names = String.join(", ", all);
    Transactions.update(
        connection,
        "insert into %s (%s) select %s from %s u where u.\"_op\" = 'D'"
            .formatted(relation, names, names, undo));
  }

  /** A column that the merge added stays in the table, all null, where no view shows it. */
  private static void restoreColumns(Connection connection, UUID generation, String columns)
      throws SQLException {
    Transactions.update(
        connection,
        "delete from tributary_landing.generation_column where generation_id = ?",
        generation);
    Transactions.update(
        connection,
        """
        insert into tributary_landing.generation_column
        select * from jsonb_populate_recordset(null::tributary_landing.generation_column, ?::jsonb)
        """,
        columns);
  }
}
