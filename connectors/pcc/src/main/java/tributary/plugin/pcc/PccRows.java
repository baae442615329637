package tributary.plugin.pcc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.kit.Cells;
import tributary.kit.JsonPage;
import tributary.kit.JsonRecord;
import tributary.kit.RecordShape;
import tributary.spi.BatchBuilder;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;

/** Makes rows of a table's records, or of the lists in them. */
final class PccRows implements JsonPage.Taker {
  private final PccTable table;
  private final List<Cell> cells;
  private final List<Level> levels;
  private final BatchBuilder out;
  private PccAsk ask;
  private long position;

  /**
   * A column that is wanted.
   *
   * @param level of the record it comes from; -1: the column is no longer known
   * @param slot in that record; -1: the position
   * @param id where the value comes from when the record does not say
   */
  private record Cell(ColumnType type, int level, int slot, String id) {}

  /**
   * The records of one level.
   *
   * @param shape what is taken of each
   * @param list the slot of the list that the next level's records stand in; -1: the last level
   * @param present the record that is being looked at
   */
  private static final class Level {
    private final RecordShape shape;
    private final int list;
    private JsonRecord present;

    Level(RecordShape shape, int list) {
      this.shape = shape;
      this.list = list;
    }
  }

  PccRows(PccTable table, List<Column> wanted, BatchBuilder out) {
    this.table = table;
    this.out = out;
    Map<String, PccColumn> known = new HashMap<>();
    table.columns(true).forEach(column -> known.put(column.name(), column));
    List<List<String>> paths = new ArrayList<>();
    for (int level = 0; level <= table.lists().size(); level++) {
      paths.add(new ArrayList<>());
    }
    this.cells =
        wanted.stream()
            .map(column -> cell(column, Optional.ofNullable(known.get(column.name())), paths))
            .toList();
    this.levels = new ArrayList<>();
    for (int level = 0; level < paths.size(); level++) {
      boolean last = level == table.lists().size();
      if (!last) {
        paths.get(level).add(table.lists().get(level));
      }
      levels.add(
          new Level(new RecordShape(paths.get(level)), last ? -1 : paths.get(level).size() - 1));
    }
  }

  private static Cell cell(Column wanted, Optional<PccColumn> known, List<List<String>> paths) {
    if (known.isEmpty()) {
      return new Cell(wanted.type(), -1, -1, "");
    }
    PccColumn column = known.get();
    if (column.path().equals(PccColumn.POSITION)) {
      return new Cell(wanted.type(), column.level(), -1, "");
    }
    List<String> level = paths.get(column.level());
    level.add(column.path());
    return new Cell(wanted.type(), column.level(), level.size() - 1, column.path());
  }

  /** Takes the records of this answer from now on. */
  void of(PccAsk answered) {
    ask = answered;
  }

  RecordShape shape() {
    return levels.get(0).shape;
  }

  @Override
  public void take(JsonRecord record) {
    position = 0;
    take(0, record);
  }

  private void take(int depth, JsonRecord record) {
    Level level = levels.get(depth);
    level.present = record;
    if (level.list < 0) {
      row();
    } else if (record.kind(level.list) == JsonRecord.Kind.JSON) {
      elements(depth + 1, record, level.list);
    }
  }

  private void elements(int depth, JsonRecord record, int list) {
    try {
      JsonPage.read(record.document(list), "", levels.get(depth).shape, new Elements(depth));
    } catch (IOException e) {
      out.reject(
          0, record.text(list), "its " + table.lists().get(depth - 1) + " are no list of records");
    }
  }

  /** Takes the elements of a list. */
  private final class Elements implements JsonPage.Taker {
    private final int depth;

    Elements(int depth) {
      this.depth = depth;
    }

    @Override
    public void take(JsonRecord record) {
      PccRows.this.take(depth, record);
    }

    @Override
    public void tooLong(long number) {
      PccRows.this.tooLong(number);
    }
  }

  @Override
  public void tooLong(long number) {
    out.reject(0, "", "record " + number + " of its page is longer than 16 MiB");
  }

  private void row() {
    position++;
    out.upsert();
    for (Cell cell : cells) {
      append(cell);
    }
  }

  private void append(Cell cell) {
    if (cell.level() < 0) {
      out.absent();
    } else if (cell.slot() < 0) {
      Cells.append(out, cell.type(), Long.toString(position));
    } else {
      JsonRecord record = levels.get(cell.level()).present;
      Optional<String> asked = asked(cell.id());
      if (record.kind(cell.slot()) == JsonRecord.Kind.ABSENT && asked.isPresent()) {
        Cells.append(out, cell.type(), asked.get());
      } else {
        Cells.append(out, cell.type(), record, cell.slot());
      }
    }
  }

  /** What was asked for is known, even where the answer does not repeat it. */
  private Optional<String> asked(String id) {
    return switch (id) {
      case "patientId" -> ask.patient().map(String::valueOf);
      case "facId" -> ask.facility().map(String::valueOf);
      default -> Optional.empty();
    };
  }

  /** Says that a resource is no longer what its table was made for. */
  static ConnectorException unknown(String table) {
    return new ConnectorException(
        PccError.TABLE_UNKNOWN,
        "There is no table “" + table + "” in this version of the connector. Connect again.",
        null);
  }
}
