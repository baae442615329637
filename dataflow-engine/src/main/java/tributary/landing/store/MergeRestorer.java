package tributary.landing.store;

import static tributary.landing.store.Identifiers.quote;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
      Connection connection, TenantId tenant, Entity entity, UUID run, UUID generation)
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
    Merge.revert(connection, merged, columnsNow, before.undo(), run);
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
      new ViewMaker(connection, tenant)
          .show(
              entity,
              entity.schema(),
              entity.view().orElseThrow(),
              Optional.of(restored),
              columns,
              ViewMaker.WhenRead.CAST);
    }
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
