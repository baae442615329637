package tributary.verification.faults.changelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tributary.spi.BatchBuilder;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.Cursor;
import tributary.spi.NextCursor;
import tributary.spi.Position;
import tributary.spi.ReadKind;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.RowKey;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.SplitSource;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/**
 * Reads the one table of a change log, slowly; no further than the first batch of a split while a
 * file beside it says so.
 */
final class ChangeLogSource implements Source {
  static final TableName TABLE = new TableName("", "visits");
  private static final long PAUSE = Duration.ofMillis(30).toNanos();
  private static final int PIECES = 3;

  private final Path file;

  ChangeLogSource(Path file) {
    this.file = file;
  }

  private List<Change> changes() {
    try {
      return Files.readAllLines(file).stream().map(Change::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<TableDescriptor> tables() {
    return List.of(
        new TableDescriptor(
            TABLE,
            "visits",
            "Visit",
            TableDescriptor.SuggestedPurpose.DATA,
            Optional.empty(),
            List.of(),
            OptionalLong.empty(),
            Optional.empty()));
  }

  @Override
  public TableLayout layout(TableName table, TableOptions options) {
    return new TableLayout(
        List.of(
            new Column("id", ColumnType.WHOLE, false), new Column("note", ColumnType.TEXT, true)),
        List.of("id"),
        Set.of(ReadKind.FULL, ReadKind.INCREMENTAL, ReadKind.BY_KEYS),
        true,
        OptionalLong.empty(),
        Map.of());
  }

  @Override
  public ReadPlan plan(ReadRequest request) {
    long now = changes().stream().mapToLong(Change::at).max().orElse(0);
    int pieces = request instanceof ReadRequest.Full ? PIECES : 1;
    List<Split> splits = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      splits.add(new Split("piece " + piece, "", now + " " + pieces + " " + piece, 0));
    }
    return new ReadPlan(
        SplitSource.of(splits), new NextCursor.KnownAtPlan(new Cursor(1, Long.toString(now))));
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    String[] payload = split.payload().split(" ");
    long until = Long.parseLong(payload[0]);
    List<Change> asked =
        request instanceof ReadRequest.ByKeys keys
            ? under(keys.keys())
            : request instanceof ReadRequest.Incremental incremental
                ? since(Long.parseLong(incremental.since().value()), incremental.lookBack(), until)
                : present(until, Integer.parseInt(payload[1]), Integer.parseInt(payload[2]));
    return new Reader(
        asked,
        request instanceof ReadRequest.ByKeys,
        ChangeLogPlugin.halt(file),
        from.map(at -> Integer.parseInt(at.value())).orElse(0));
  }

  /** All that happened, in order; the cursor's own moment and a little before it once more. */
  private List<Change> since(long cursor, Duration lookBack, long until) {
    return changes().stream()
        .filter(c -> c.at() >= cursor - lookBack.toMinutes() && c.at() <= until)
        .toList();
  }

  /**
   * What these rows are now, whatever was planned: one for each key, in the keys' order, so that a
   * position means the same after the rows have changed.
   */
  private List<Change> under(List<RowKey> keys) {
    Map<String, Change> last = new HashMap<>();
    changes().forEach(change -> last.put(Long.toString(change.id()), change));
    return keys.stream().map(key -> last.get(key.values().get(0))).toList();
  }

  private List<Change> present(long until, int pieces, int piece) {
    Map<Long, Change> last = new LinkedHashMap<>();
    changes().stream()
        .filter(c -> c.at() <= until && c.id() % pieces == piece)
        .forEach(c -> last.put(c.id(), c));
    return last.values().stream().filter(c -> c.note().isPresent()).toList();
  }

  private static final class Reader implements BatchReader {
    private final List<Change> changes;
    private final boolean byKeys;
    private final Path halt;
    private int at;

    Reader(List<Change> changes, boolean byKeys, Path halt, int at) {
      this.changes = changes;
      this.byKeys = byKeys;
      this.halt = halt;
      this.at = at;
    }

    @Override
    public ReadStep readInto(BatchBuilder out) throws InterruptedException {
      do {
        LockSupport.parkNanos(PAUSE);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      } while (at > 0 && Files.exists(halt));
      while (at < changes.size() && !out.isFull()) {
        Change change = changes.get(at++);
        if (change.note().isPresent()) {
          out.upsert(at).whole(change.id()).text(change.note().get());
        } else if (!byKeys) {
          out.delete(new RowKey(List.of(Long.toString(change.id()))));
        }
      }
      return at < changes.size()
          ? new ReadStep.More(new Position(Integer.toString(at)))
          : ReadStep.Done.withoutCursor();
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
