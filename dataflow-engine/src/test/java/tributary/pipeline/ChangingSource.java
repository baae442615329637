package tributary.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tributary.spi.BatchBuilder;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.CursorProblem;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
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
 * One table whose content changes: either objects with marks, or rows with a key in the first
 * column and the time of their last change. Values of a row stand in the order of {@link #columns};
 * a missing one is null.
 */
public final class ChangingSource implements Source {
  /** What its columns are now. */
  public List<Column> columns = new ArrayList<>();

  /** What the source declares as key. */
  public List<String> key = List.of();

  /** Whether the end of the stream tells the cursor, rather than the plan. */
  public boolean cursorAtEnd;

  /** Why it brings no rows; empty: it does. */
  public Optional<String> fails = Optional.empty();

  /** Whether it no longer knows what changed since any cursor. */
  public boolean forgets;

  /** After how many changes it no longer knows the others; negative: it does not forget. */
  public int forgetsAfter = -1;

  /** Whether an incremental read also names every row there is. */
  public boolean sweeps;

  /** Whether an incremental read brings every row, so that each is its own name. */
  public boolean bringsAll;

  /** Of each plan of a full read, whether its cursor was wanted. */
  public final List<Boolean> cursorsWanted = new CopyOnWriteArrayList<>();

  /** How often a split was opened. */
  public final AtomicInteger opened = new AtomicInteger();

  private final TreeMap<String, StoredObject> objects = new TreeMap<>();

  /** Changed by a test while runs read. */
  private final Map<String, KeyedRow> rows = Collections.synchronizedMap(new LinkedHashMap<>());

  private final boolean byObject;
  private long now;

  private record StoredObject(String mark, List<List<String>> rows) {}

  private record KeyedRow(long changedAt, List<String> values) {
    boolean gone() {
      return values == null;
    }
  }

  private ChangingSource(boolean byObject) {
    this.byObject = byObject;
  }

  /** Returns a source of objects. */
  public static ChangingSource ofObjects(Column... columns) {
    ChangingSource source = new ChangingSource(true);
    source.columns.addAll(List.of(columns));
    return source;
  }

  /** Returns a source of rows that are known by their first column. */
  public static ChangingSource ofRows(Column... columns) {
    ChangingSource source = new ChangingSource(false);
    source.columns.addAll(List.of(columns));
    source.key = List.of(columns[0].name());
    return source;
  }

  /** Puts an object in place of what was there. */
  public ChangingSource put(String object, String mark, List<List<String>> content) {
    objects.put(object, new StoredObject(mark, content));
    return this;
  }

  /** Takes an object away. */
  public ChangingSource remove(String object) {
    objects.remove(object);
    return this;
  }

  /** Lets time pass. */
  public ChangingSource tick() {
    now++;
    return this;
  }

  /** Changes or adds a row now. */
  public ChangingSource upsert(String... values) {
    return upsertAt(now, values);
  }

  /** Changes or adds a row with another time of change than now. */
  public ChangingSource upsertAt(long time, String... values) {
    rows.remove(id(values));
    rows.put(id(values), new KeyedRow(time, new ArrayList<>(List.of(values))));
    return this;
  }

  /** Names a row: by its first column, or by all columns of a longer key. */
  private String id(String... values) {
    return String.join("/", List.of(values).subList(0, Math.max(1, key.size())));
  }

  /** Takes a row away without a trace of when. */
  public ChangingSource forget(String id) {
    rows.remove(id);
    return this;
  }

  /** Deletes a row now. */
  public ChangingSource delete(String id) {
    rows.put(id, new KeyedRow(now, null));
    return this;
  }

  @Override
  public List<TableDescriptor> tables() {
    return List.of();
  }

  @Override
  public TableLayout layout(TableName table, TableOptions options) {
    return new TableLayout(
        columns,
        key,
        byObject
            ? Set.of(ReadKind.FULL, ReadKind.LEDGER)
            : key.isEmpty()
                ? Set.of(ReadKind.FULL, ReadKind.INCREMENTAL)
                : Set.of(ReadKind.FULL, ReadKind.INCREMENTAL, ReadKind.BY_KEYS),
        !byObject,
        OptionalLong.empty(),
        Map.of());
  }

  @Override
  public ReadPlan plan(ReadRequest request) {
    if (request instanceof ReadRequest.Full full) {
      cursorsWanted.add(full.cursorWanted());
    }
    if (byObject) {
      return new ReadPlan(
          SplitSource.of(
              objects.entrySet().stream()
                  .map(
                      o -> new Split(o.getKey(), o.getKey(), "", 0, Optional.of(o.getValue().mark)))
                  .toList()),
          new NextCursor.Ledger());
    }
    if (request instanceof ReadRequest.ByKeys) {
      return new ReadPlan(
          SplitSource.of(List.of(new Split("keys", "", "", 0))), new NextCursor.None());
    }
    if (forgets && request instanceof ReadRequest.Incremental) {
      throw forgotten();
    }
    Split all = new Split("all", "", Long.toString(now), 0);
    if (bringsAll && request instanceof ReadRequest.Incremental) {
      return new ReadPlan(
          SplitSource.of(List.of(all)), new NextCursor.Swept(new Cursor(1, Long.toString(now))));
    }
    if (sweeps && request instanceof ReadRequest.Incremental) {
      return new ReadPlan(
          SplitSource.of(List.of(all, new Split("there", "", "", 0))),
          new NextCursor.Swept(new Cursor(1, Long.toString(now))));
    }
    return new ReadPlan(
        SplitSource.of(List.of(all)),
        cursorAtEnd
            ? new NextCursor.KnownAtEnd()
            : new NextCursor.KnownAtPlan(new Cursor(1, Long.toString(now))));
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    opened.incrementAndGet();
    fails.ifPresent(
        why -> {
          throw new ConnectorException(
              () -> new ErrorCode("FAILS", ErrorKind.PERMISSION), why, null);
        });
    int start = from.map(p -> Integer.parseInt(p.value())).orElse(0);
    if (byObject) {
      List<Change> content =
          objects.get(split.id()).rows.stream().map(row -> new Change("", row)).toList();
      return new Reader(request.columns(), content, start, Optional.empty());
    }
    if (request instanceof ReadRequest.ByKeys keys) {
      List<Change> asked = new ArrayList<>();
      rows.forEach(
          (id, row) -> {
            if (!row.gone() && keys.keys().stream().anyMatch(key -> under(key, row.values))) {
              asked.add(new Change(id, row.values));
            }
          });
      return new Reader(request.columns(), asked, start, Optional.empty());
    }
    if (split.id().equals("there")) {
      List<Change> there = new ArrayList<>();
      rows.forEach(
          (id, row) -> {
            if (!row.gone()) {
              there.add(new Change(id, List.of(), true));
            }
          });
      return new Reader(request.columns(), there, start, Optional.empty());
    }
    long since =
        !bringsAll && request instanceof ReadRequest.Incremental incremental
            ? Long.parseLong(incremental.since().value()) - incremental.lookBack().toMinutes()
            : Long.MIN_VALUE;
    long until = Long.parseLong(split.payload());
    boolean full = since == Long.MIN_VALUE;
    List<Change> changes = new ArrayList<>();
    rows.forEach(
        (id, row) -> {
          if (row.changedAt >= since && row.changedAt <= until && !(full && row.gone())) {
            changes.add(new Change(id, row.values));
          }
        });
    Reader reader =
        new Reader(
            request.columns(),
            changes,
            start,
            cursorAtEnd ? Optional.of(new Cursor(1, split.payload())) : Optional.empty());
    reader.stopsAt = full ? -1 : forgetsAfter;
    return reader;
  }

  private static ConnectorException forgotten() {
    return new ConnectorException(
        CursorProblem.CURSOR_EXPIRED,
        "The source has forgotten what changed in “Dr. Who”. Run again: then everything is read.",
        null);
  }

  private static boolean under(RowKey key, List<String> values) {
    return values.subList(0, key.values().size()).equals(key.values());
  }

  private record Change(String id, List<String> values, boolean there) {
    Change(String id, List<String> values) {
      this(id, values, false);
    }
  }

  private final class Reader implements BatchReader {
    private final List<Column> asked;
    private final List<Change> changes;
    private final Optional<Cursor> cursor;
    private int at;
    private int stopsAt = -1;

    Reader(List<Column> asked, List<Change> changes, int at, Optional<Cursor> cursor) {
      this.asked = asked;
      this.changes = changes;
      this.at = at;
      this.cursor = cursor;
    }

    @Override
    public ReadStep readInto(BatchBuilder out) {
      while (at < changes.size() && !out.isFull()) {
        if (at == stopsAt) {
          throw forgotten();
        }
        Change change = changes.get(at++);
        if (change.there) {
          out.present(new RowKey(List.of(change.id)));
        } else if (change.values == null) {
          out.delete(new RowKey(List.of(change.id)));
        } else if (change.values.size() > columns.size()) {
          out.reject(at, String.join(",", change.values), "has too many fields");
        } else {
          out.upsert(at);
          asked.forEach(column -> append(out, column, value(change.values, column)));
        }
      }
      return at < changes.size()
          ? new ReadStep.More(new Position(Integer.toString(at)))
          : new ReadStep.Done(cursor);
    }

    private String value(List<String> values, Column column) {
      for (int i = 0; i < Math.min(values.size(), columns.size()); i++) {
        if (Objects.equals(columns.get(i).name(), column.name())) {
          return values.get(i);
        }
      }
      return null;
    }

    private static void append(BatchBuilder out, Column column, String value) {
      if (value == null || value.isEmpty()) {
        out.absent();
      } else if (column.type() == ColumnType.WHOLE) {
        if (value.matches("-?\\d{1,18}")) {
          out.whole(Long.parseLong(value));
        } else {
          out.misfit(value, "is not a whole number");
        }
      } else {
        out.text(value);
      }
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
