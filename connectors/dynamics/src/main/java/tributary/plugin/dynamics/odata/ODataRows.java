package tributary.plugin.dynamics.odata;

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
import tributary.spi.RowKey;

/** Makes rows, and deletions, of the records of a page. */
final class ODataRows implements JsonPage.Taker {
  private static final String CONTEXT = "@odata.context";
  private static final String REMOVED = "@removed";
  private static final String REMOVED_BEFORE_401 = "@odata.removed";

  private final ODataTable table;
  private final ODataPages.Brings brings;
  private final List<Cell> cells = new ArrayList<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final RecordShape shape;
  private final List<String> keyProperties;
  private BatchBuilder out;

  /** A column that is wanted; slot -1: it is no longer known. */
  private record Cell(ColumnType type, int slot) {}

  ODataRows(ODataTable table, List<Column> wanted, ODataPages.Brings brings) {
    this.table = table;
    this.brings = brings;
    List<String> names = new ArrayList<>();
    Map<String, ODataColumn> known = table.byName();
    keyProperties = table.key().stream().map(name -> known.get(name).property()).toList();
    for (Column column : brings == ODataPages.Brings.KEYS ? List.<Column>of() : wanted) {
      ODataColumn one = known.get(column.name());
      cells.add(new Cell(column.type(), one == null ? -1 : slot(names, one.property())));
    }
    if (brings == ODataPages.Brings.CHANGES) {
      for (String name : List.of(CONTEXT, REMOVED, REMOVED_BEFORE_401, "id", "@id", "@odata.id")) {
        slot(names, name);
      }
    }
    if (brings != ODataPages.Brings.ROWS) {
      keyProperties.forEach(name -> slot(names, name));
    }
    shape = RecordShape.ofNames(names);
  }

  private int slot(List<String> names, String name) {
    return slots.computeIfAbsent(
        name,
        key -> {
          names.add(key);
          return names.size() - 1;
        });
  }

  RecordShape shape() {
    return shape;
  }

  ODataRows into(BatchBuilder builder) {
    out = builder;
    return this;
  }

  @Override
  public void take(JsonRecord record) {
    if (brings == ODataPages.Brings.KEYS) {
      out.present(new RowKey(keyProperties.stream().map(name -> text(record, name)).toList()));
      return;
    }
    if (brings == ODataPages.Brings.CHANGES && gone(record)) {
      Optional<RowKey> key = key(record);
      if (key.isPresent()) {
        out.delete(key.get());
      } else {
        out.reject(0, "", "a deleted row is named in a way that is not understood");
      }
      return;
    }
    out.upsert();
    for (Cell cell : cells) {
      append(record, cell);
    }
  }

  private void append(JsonRecord record, Cell cell) {
    if (cell.slot() < 0) {
      out.absent();
    } else if (cell.type() == ColumnType.LOCAL_TIMESTAMP) {
      Cells.appendWithoutZone(out, record, cell.slot());
    } else {
      Cells.append(out, cell.type(), record, cell.slot());
    }
  }

  private boolean gone(JsonRecord record) {
    return text(record, CONTEXT).endsWith("/$deletedEntity")
        || present(record, REMOVED)
        || present(record, REMOVED_BEFORE_401);
  }

  private boolean present(JsonRecord record, String name) {
    return record.kind(slots.get(name)) != JsonRecord.Kind.ABSENT;
  }

  private String text(JsonRecord record, String name) {
    return record.text(slots.get(name));
  }

  /** The key stands in the record itself, or in the id of the row. */
  private Optional<RowKey> key(JsonRecord record) {
    List<String> values = new ArrayList<>();
    for (String property : keyProperties) {
      if (present(record, property)) {
        values.add(text(record, property));
      }
    }
    boolean named =
        !keyProperties.isEmpty()
            && values.size() == table.key().size()
            && !keyProperties.get(0).equals("id");
    if (named) {
      return Optional.of(new RowKey(values));
    }
    for (String name : List.of("@odata.id", "@id", "id")) {
      if (present(record, name)) {
        return EntityId.key(text(record, name), table.key()).map(RowKey::new);
      }
    }
    return Optional.empty();
  }

  @Override
  public void tooLong(long number) {
    out.reject(0, "", "record " + number + " of its page is longer than 16 MiB");
  }
}
