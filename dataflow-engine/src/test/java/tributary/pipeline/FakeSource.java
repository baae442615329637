package tributary.pipeline;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tributary.spi.BatchBuilder;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.NextCursor;
import tributary.spi.Position;
import tributary.spi.ReadKind;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.SplitSource;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/**
 * A source of rows of text that it turns into what each column asks for, a page of rows at a time.
 * Tests set what goes wrong.
 */
public final class FakeSource implements Source {
  private final Map<TableName, Table> tables = new HashMap<>();

  /** How often a table was planned. */
  public final AtomicInteger plans = new AtomicInteger();

  /** The one that all tables are read beside; null: each is read by itself. */
  public volatile TableName besideAll;

  /** Tables, in the order in which their splits were opened. */
  public final Queue<String> opened = new ConcurrentLinkedQueue<>();

  /** Called before each plan. */
  public volatile Wait beforePlan = () -> {};

  /** What a plan waits for. */
  public interface Wait {
    void await() throws InterruptedException;
  }

  /** Called before each page. */
  public volatile Hook beforePage = (split, page) -> {};

  /** Rows of a page. */
  public volatile int pageRows = 10;

  /** What happens before a page. */
  public interface Hook {
    void before(Split split, int page) throws InterruptedException;
  }

  /**
   * A table.
   *
   * @param columns its layout
   * @param splits rows of each split; a value null for none
   */
  public record Table(List<Column> columns, List<List<List<String>>> splits) {}

  /** Adds or replaces a table. */
  public FakeSource with(String name, Table table) {
    tables.put(new TableName("", name), table);
    return this;
  }

  @Override
  public List<TableDescriptor> tables() {
    return List.of();
  }

  @Override
  public TableLayout layout(TableName table, TableOptions options) {
    return new TableLayout(
        tables.get(table).columns(),
        List.of(),
        Set.of(ReadKind.FULL),
        false,
        OptionalLong.empty(),
        Map.of());
  }

  @Override
  public ReadPlan plan(ReadRequest request) throws InterruptedException {
    beforePlan.await();
    plans.incrementAndGet();
    List<Split> splits = new ArrayList<>();
    int count = tables.get(request.table()).splits().size();
    for (int i = 0; i < count; i++) {
      splits.add(new Split("s" + i, "part-" + i + ".csv", Integer.toString(i), 0));
    }
    return new ReadPlan(SplitSource.of(splits), new NextCursor.None());
  }

  @Override
  public TableName readBeside(TableName table) {
    return besideAll == null ? table : besideAll;
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    opened.add(request.table().name());
    Table table = tables.get(request.table());
    List<List<String>> rows = table.splits().get(Integer.parseInt(split.payload()));
    return new Reader(
        request.columns(), split, rows, from.map(p -> Integer.parseInt(p.value())).orElse(0));
  }

  private final class Reader implements BatchReader {
    private final List<Column> columns;
    private final Split split;
    private final List<List<String>> rows;
    private int at;
    private long bytes;

    Reader(List<Column> columns, Split split, List<List<String>> rows, int at) {
      this.columns = columns;
      this.split = split;
      this.rows = rows;
      this.at = at;
    }

    @Override
    public ReadStep readInto(BatchBuilder out) throws InterruptedException {
      while (at < rows.size() && !out.isFull()) {
        beforePage.before(split, at / pageRows);
        int end = Math.min(rows.size(), at + pageRows);
        for (; at < end; at++) {
          append(out, rows.get(at), at + 1);
        }
      }
      return at < rows.size()
          ? new ReadStep.More(new Position(Integer.toString(at)))
          : ReadStep.Done.withoutCursor();
    }

    private void append(BatchBuilder out, List<String> row, int line) {
      if (row.size() != columns.size()) {
        out.reject(line, String.join(",", row), "has " + row.size() + " fields");
        return;
      }
      out.upsert(line);
      for (int i = 0; i < row.size(); i++) {
        String value = row.get(i);
        bytes += value == null ? 1 : value.length() + 1L;
        if (value == null) {
          out.absent();
        } else {
          append(out, value, columns.get(i).type());
        }
      }
    }

    private void append(BatchBuilder out, String value, ColumnType type) {
      try {
        switch (type) {
          case TEXT -> out.text(value);
          case WHOLE -> out.whole(Long.parseLong(value));
          case DECIMAL -> out.decimal(new BigDecimal(value));
          case DATE -> out.date(LocalDate.parse(value));
          case LOCAL_TIMESTAMP ->
              out.localTimestamp(
                  LocalDateTime.parse(
                      value.length() == 10 ? value + "T00:00" : value.replace(' ', 'T')));
          default -> throw new IllegalArgumentException("Not a type of this source: " + type);
        }
      } catch (NumberFormatException | DateTimeException e) {
        out.misfit(value, "is not " + type);
      }
    }

    @Override
    public long bytesRead() {
      return bytes;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
