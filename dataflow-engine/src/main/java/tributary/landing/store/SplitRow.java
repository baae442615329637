package tributary.landing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import tributary.landing.StagedSplit;
import tributary.spi.Position;
import tributary.spi.Split;

/** Reads splits. */
final class SplitRow {
  static final String SELECT =
      "select number, ordinal, split_id, label, payload, bytes_total, mark, position, batches, done,"
          + " bytes_read from tributary_landing.split where generation_id = ?";

  private SplitRow() {}

  static StagedSplit read(ResultSet row) throws SQLException {
    return new StagedSplit(
        row.getLong("number"),
        row.getInt("ordinal"),
        new Split(
            row.getString("split_id"),
            row.getString("label"),
            row.getString("payload"),
            row.getLong("bytes_total"),
            Optional.ofNullable(row.getString("mark"))),
        Optional.ofNullable(row.getString("position")).map(Position::new),
        row.getLong("batches"),
        row.getBoolean("done"),
        row.getLong("bytes_read"));
  }
}
