package tributary.landing.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tributary.landing.StagedSplit;
import tributary.spi.Position;
import tributary.spi.Split;

/** Reads splits. */
final class SplitRow {
  static final String SELECT =
      "select number, ordinal, split_id, label, payload, bytes_total, mark, object_name, position, batches, done,"
          + " bytes_read from tributary_landing.split where generation_id = ?";

  /**
   * A split whose rows the entity has already, by the ledger, is passed over; where only objects
   * with rejected rows are read, every other one.
   */
  private static final String INSERT =
      """
      insert into tributary_landing.split (generation_id, ordinal, split_id, label, payload,
        bytes_total, mark, object_name, passed_over, batches, done, rows_read, rows_written, rows_rejected,
        rows_noted, bytes_read)
      select ?, ? + s.nth, s.id, s.label, s.payload, s.bytes, s.mark, s.object, o.over, 0, o.over,
        0, 0, 0, 0, 0
      from unnest(?, ?, ?, ?, ?, ?)
          with ordinality as s (id, label, payload, bytes, mark, object, nth),
        lateral (select case when ?
          then not exists (
            select from tributary_landing.rejected_object r
            where r.entity_id = ? and r.removed_by is null and r.object_name = s.object)
          else ? and exists (
            select from tributary_landing.object_ledger l
            where l.entity_id = ? and l.removed_by is null and l.object_id = s.id
              and l.mark = s.mark)
          end as over) o
      """;

  private SplitRow() {}

  /**
   * Inserts splits of a plan; returns how many.
   *
   * @param first the place of the first
   */
  static int insert(Connection connection, Generation generation, List<Split> splits, int first)
      throws SQLException {
    return Transactions.update(
        connection,
        INSERT,
        generation.id(),
        first - 1,
        texts(splits, Split::id),
        texts(splits, Split::label),
        texts(splits, Split::payload),
        splits.stream().map(Split::bytes).toArray(Long[]::new),
        texts(splits, split -> split.mark().orElse(null)),
        texts(splits, Split::object),
        generation.onlyRejected(),
        generation.entity(),
        generation.incremental(),
        generation.entity());
  }

  private static String[] texts(List<Split> splits, Function<Split, String> text) {
    return splits.stream().map(text).toArray(String[]::new);
  }

  static StagedSplit read(ResultSet row) throws SQLException {
    return new StagedSplit(
        row.getLong("number"),
        row.getInt("ordinal"),
        new Split(
            row.getString("split_id"),
            row.getString("label"),
            row.getString("payload"),
            row.getLong("bytes_total"),
            Optional.ofNullable(row.getString("mark")),
            row.getString("object_name")),
        Optional.ofNullable(row.getString("position")).map(Position::new),
        row.getLong("batches"),
        row.getBoolean("done"),
        row.getLong("bytes_read"));
  }
}
