package tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tributary.spi.BatchReader;
import tributary.spi.Cursor;
import tributary.spi.NextCursor;
import tributary.spi.Position;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.RowKey;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.SplitSource;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/**
 * A table, read the way the host does, by its splits.
 *
 * @param rows the rows of all splits, in the order of the plan
 * @param rejects the rejected rows
 * @param deletes the keys of rows that are gone
 * @param present the keys of rows that are said to be there still
 * @param cursor where an incremental read goes on; empty where there is none
 */
public record FullRead(
    List<RecordingBatchBuilder.Row> rows,
    List<RecordingBatchBuilder.Reject> rejects,
    List<RowKey> deletes,
    List<RowKey> present,
    Optional<Cursor> cursor) {
  private static final int MOST_POSITION_CHARS = 64 * 1024;

  /** Reads a table to its end. */
  public static FullRead of(Source source, TableName table) throws InterruptedException {
    return read(source, table, Integer.MAX_VALUE, false);
  }

  /** Reads all that is asked for. */
  public static FullRead of(Source source, ReadRequest request) throws InterruptedException {
    return read(source, request, Integer.MAX_VALUE, false);
  }

  /** Reads a table of which nothing but this is wanted: no incremental read follows. */
  public static FullRead onceForAll(Source source, TableName table) throws InterruptedException {
    TableLayout layout = source.layout(table, TableOptions.NONE);
    return of(source, new ReadRequest.Full(table, TableOptions.NONE, layout.columns(), false));
  }

  /** Returns the rows alone, to compare: a cursor may be a time. */
  public FullRead withoutCursor() {
    return new FullRead(rows, rejects, deletes, present, Optional.empty());
  }

  /** Reads what changed since a cursor, as the source tells it. */
  public static FullRead since(Source source, TableName table, Cursor cursor)
      throws InterruptedException {
    return since(source, table, cursor, Duration.ZERO);
  }

  /** Reads what changed since a cursor, and so long before it. */
  public static FullRead since(Source source, TableName table, Cursor cursor, Duration lookBack)
      throws InterruptedException {
    TableLayout layout = source.layout(table, TableOptions.NONE);
    return read(
        source,
        new ReadRequest.Incremental(table, TableOptions.NONE, layout.columns(), cursor, lookBack),
        Integer.MAX_VALUE,
        false);
  }

  /** Reads the rows under these keys. */
  public static FullRead byKeys(Source source, TableName table, List<RowKey> keys)
      throws InterruptedException {
    TableLayout layout = source.layout(table, TableOptions.NONE);
    return read(
        source,
        new ReadRequest.ByKeys(table, TableOptions.NONE, layout.columns(), keys),
        Integer.MAX_VALUE,
        false);
  }

  /**
   * Reads a table as if the process died at every batch, each time once before and once after the
   * batch was made durable: a batch is read, thrown away, read again, kept; then a new reader goes
   * on from its position.
   */
  public static FullRead crashingAfterEveryBatch(Source source, TableName table, int rowsPerBatch)
      throws InterruptedException {
    return read(source, table, rowsPerBatch, true);
  }

  /** Reads all that is asked for as if the process died at every batch. */
  public static FullRead crashingAfterEveryBatch(
      Source source, ReadRequest request, int rowsPerBatch) throws InterruptedException {
    return read(source, request, rowsPerBatch, true);
  }

  private static FullRead read(Source source, TableName table, int rowsPerBatch, boolean crashing)
      throws InterruptedException {
    TableLayout layout = source.layout(table, TableOptions.NONE);
    return read(
        source,
        new ReadRequest.Full(table, TableOptions.NONE, layout.columns()),
        rowsPerBatch,
        crashing);
  }

  private static FullRead read(
      Source source, ReadRequest request, int rowsPerBatch, boolean crashing)
      throws InterruptedException {
    ReadPlan plan = source.plan(request);
    Optional<Cursor> cursor = cursorAtPlan(plan.next());
    FullRead read =
        new FullRead(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), cursor);
    for (Split split : splits(plan)) {
      if (crashing) {
        read.crashing(source, request, split, rowsPerBatch);
      } else {
        Optional<Cursor> end = read.whole(source, request, split);
        read =
            new FullRead(read.rows, read.rejects, read.deletes, read.present, end.or(() -> cursor));
      }
    }
    return read;
  }

  private static Optional<Cursor> cursorAtPlan(NextCursor next) {
    if (next instanceof NextCursor.KnownAtPlan known) {
      return Optional.of(known.cursor());
    }
    return next instanceof NextCursor.Swept swept ? Optional.of(swept.cursor()) : Optional.empty();
  }

  static List<Split> splits(ReadPlan plan) throws InterruptedException {
    List<Split> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try (SplitSource splits = plan.splits()) {
      for (List<Split> some = splits.next(2); !some.isEmpty(); some = splits.next(2)) {
        assertThat(some).as("splits, of which at most two were asked for").hasSizeLessThan(3);
        for (Split split : some) {
          assertThat(ids.add(split.id())).as("split id %s is new", split.id()).isTrue();
          all.add(split);
        }
      }
    }
    return all;
  }

  private Optional<Cursor> whole(Source source, ReadRequest request, Split split)
      throws InterruptedException {
    try (BatchReader reader = source.open(request, split, Optional.empty())) {
      RecordingBatchBuilder out = new RecordingBatchBuilder(request.columns(), Integer.MAX_VALUE);
      ReadStep step = reader.readInto(out);
      while (step instanceof ReadStep.More) {
        keep(out);
        out = new RecordingBatchBuilder(request.columns(), Integer.MAX_VALUE);
        step = reader.readInto(out);
      }
      keep(out);
      if (split.bytes() > 0) {
        assertThat(reader.bytesRead()).as("bytes of split %s", split.id()).isEqualTo(split.bytes());
      }
      return step instanceof ReadStep.Done done ? done.cursor() : Optional.empty();
    }
  }

  private void crashing(Source source, ReadRequest request, Split split, int rowsPerBatch)
      throws InterruptedException {
    Optional<Position> from = Optional.empty();
    boolean more = true;
    while (more) {
      RecordingBatchBuilder lost = new RecordingBatchBuilder(request.columns(), rowsPerBatch);
      try (BatchReader reader = source.open(request, split, from)) {
        reader.readInto(lost);
      }
      RecordingBatchBuilder kept = new RecordingBatchBuilder(request.columns(), rowsPerBatch);
      try (BatchReader reader = source.open(request, split, from)) {
        ReadStep step = reader.readInto(kept);
        assertThat(kept.rows()).as("rows of a batch that is read again").isEqualTo(lost.rows());
        keep(kept);
        if (step instanceof ReadStep.More next) {
          assertThat(next.resumeAt().value()).hasSizeLessThanOrEqualTo(MOST_POSITION_CHARS);
          from = Optional.of(next.resumeAt());
        } else {
          more = false;
        }
      }
    }
  }

  private void keep(RecordingBatchBuilder out) {
    rows.addAll(out.rows());
    rejects.addAll(out.rejects());
    deletes.addAll(out.deletes());
    present.addAll(out.present());
  }
}
