package tributary.plugin.s3;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tributary.plugin.s3.file.FilePosition;
import tributary.plugin.s3.file.FileTable;
import tributary.plugin.s3.file.RowReader;
import tributary.spi.BatchBuilder;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.Position;
import tributary.spi.ReadStep;
import tributary.spi.RunLog;

/** Reads one object; opens it at the first call. */
final class ObjectReader implements BatchReader {
  private final FileTable table;
  private final S3File file;
  private final S3Split split;
  private final List<Column> columns;
  private final Optional<FilePosition> from;
  private final S3Failures failures;
  private final RunLog log;
  private RowReader rows;
  private boolean ended;

  ObjectReader(
      FileTable table,
      S3File file,
      S3Split split,
      List<Column> columns,
      Optional<Position> from,
      S3Failures failures,
      RunLog log) {
    this.table = table;
    this.file = file;
    this.split = split;
    this.columns = columns;
    this.from = from.map(position -> FilePosition.decode(position.value()));
    this.failures = failures;
    this.log = log;
  }

  @Override
  public ReadStep readInto(BatchBuilder out) throws InterruptedException {
    try {
      if (rows == null) {
        rows =
            table.open(
                file,
                new FileTable.Wanted(
                    split.part(), columns, Set.copyOf(split.dayFirst()), from, split.ofFolder()),
                log::note);
      }
      while (!out.isFull()) {
        if (!rows.next(out)) {
          ended = true;
          return ReadStep.Done.withoutCursor();
        }
      }
      return new ReadStep.More(new Position(rows.position().encoded()));
    } catch (IOException e) {
      throw failures.connectionLost(file.name(), e);
    }
  }

  /**
   * Never more than the part has, though a reader may have to look beyond it; and at its end all of
   * it, though a reader passes over what holds no rows.
   */
  @Override
  public long bytesRead() {
    long all = split.part().bytes();
    if (ended && from.isEmpty()) {
      return all;
    }
    return rows == null ? 0 : Math.min(all, rows.bytesRead());
  }

  @Override
  public void close() {
    if (rows == null) {
      return;
    }
    try {
      rows.close();
    } catch (IOException e) {
      log.note("The connection for a file did not close cleanly: " + e.getMessage());
    }
  }
}
