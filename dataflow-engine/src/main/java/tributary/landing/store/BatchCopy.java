package tributary.landing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tributary.landing.ColumnPlan;
import tributary.landing.CopyBatch;
import tributary.landing.CopyBuffer;
import tributary.landing.PlannedColumn;
import tributary.landing.Reject;
import tributary.landing.RunLease;
import tributary.landing.StagedSplit;
import tributary.spi.Cursor;
import tributary.spi.Position;
import tributary.spi.ReadStep;

/** Writes a batch and its checkpoint. */
final class BatchCopy {
  /** Signature, flags, and the length of a header extension that is not there. */
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};

  /** PostgreSQL holds a whole message in memory; smaller ones let it work while we send. */
  private static final int MESSAGE_BYTES = 64 << 10;

  private final Generation generation;
  private final RunLease lease;
  private final String copyStatement;

  BatchCopy(Generation generation, ColumnPlan plan, RunLease lease) {
    this.generation = generation;
    this.lease = lease;
    Stream<TrackColumn> track =
        plan.tracked() ? Stream.of(TrackColumn.values()) : Stream.<TrackColumn>empty();
    copyStatement =
        Stream.of(
                plan.columns().stream().map(PlannedColumn::name),
                Stream.of(SystemColumn.values()).map(SystemColumn::column),
                track.map(TrackColumn::column))
            .flatMap(names -> names)
            .map(Identifiers::quote)
            .collect(
                Collectors.joining(
                    ", ",
                    "copy " + generation.relation() + " (",
                    ") from stdin with (format binary)"));
  }

  long land(Connection connection, StagedSplit from, CopyBatch batch, ReadStep step, long bytesRead)
      throws SQLException {
    check(connection, batch);
    if (batch.bytes() > 0) {
      copy(connection, batch.data());
    }
    keepRejects(connection, batch);
    if (batch.unnamed()) {
      keepUnnamed(connection);
    }
    checkpoint(connection, from, batch, from.after(step, bytesRead));
    if (step instanceof ReadStep.Done done && done.cursor().isPresent()) {
      keepCursor(connection, done.cursor().get());
    }
    return batch.rows();
  }

  /**
   * Holds lease and plan until the transaction ends. The commit need not wait for the disk: rows
   * and checkpoint are lost together or not at all, and publish does wait.
   */
  private void check(Connection connection, CopyBatch batch) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select l.token, g.plan_version, set_config('synchronous_commit', 'off', true)
            from tributary_landing.run_lease l, tributary_landing.generation g
            where l.run_id = ? and g.id = ? and g.state = 'LOADING' for share
            """)) {
      statement.setObject(1, lease.run());
      statement.setObject(2, generation.id());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || row.getLong(1) != lease.token()) {
          throw Leases.lost();
        }
        if (row.getInt(2) != batch.planVersion()) {
          throw PostgresStaging.stalePlan();
        }
      }
    }
  }

  private void copy(Connection connection, CopyBuffer data) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement);
    try {
      copy.writeToCopy(HEADER, 0, HEADER.length);
      for (int at = 0; at < data.size(); at += MESSAGE_BYTES) {
        copy.writeToCopy(data.array(), at, Math.min(MESSAGE_BYTES, data.size() - at));
      }
      copy.writeToCopy(TRAILER, 0, TRAILER.length);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void keepRejects(Connection connection, CopyBatch batch) throws SQLException {
    if (batch.rejects().isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into tributary_landing.reject
              (run_id, table_run_id, dataflow_id, source, reason, raw_row)
            select g.run_id, g.table_run_id, e.dataflow_id, ?, ?, ?
            from tributary_landing.generation g join tributary_landing.entity e
              on e.id = g.entity_id where g.id = ?
            """)) {
      for (Reject reject : batch.rejects()) {
        insert.setString(1, reject.source());
        insert.setString(2, reject.reason());
        insert.setString(3, reject.rawRow());
        insert.setObject(4, generation.id());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void keepUnnamed(Connection connection) throws SQLException {
    Transactions.update(
        connection,
        "update tributary_landing.generation set unnamed = true where id = ? and not unnamed",
        generation.id());
  }

  private void checkpoint(
      Connection connection, StagedSplit from, CopyBatch batch, StagedSplit after)
      throws SQLException {
    int moved =
        Transactions.update(
            connection,
            """
            update tributary_landing.split set position = ?, batches = batches + 1, done = ?,
              rows_read = rows_read + ?, rows_written = rows_written + ?,
              rows_rejected = rows_rejected + ?, rows_noted = rows_noted + ?, bytes_read = ?
            where generation_id = ? and ordinal = ? and batches = ? and not done
            """,
            after.position().map(Position::value).orElse(null),
            after.done(),
            batch.read(),
            batch.rows(),
            batch.rejects().size(),
            batch.noted(),
            after.bytesRead(),
            generation.id(),
            from.ordinal(),
            from.batches());
    if (moved == 0) {
      throw Leases.lost();
    }
  }

  private void keepCursor(Connection connection, Cursor cursor) throws SQLException {
    Transactions.update(
        connection,
        """
        update tributary_landing.generation set next_format = ?, next_value = ?
        where id = ? and next_kind = 'AT_END'
        """,
        cursor.format(),
        cursor.value(),
        generation.id());
  }
}
