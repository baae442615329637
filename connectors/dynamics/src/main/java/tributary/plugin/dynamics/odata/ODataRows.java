package tributary.plugin.dynamics.odata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.Checksum;
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
  private static final List<String> CONTEXT = List.of("@odata.context", "@context");
  private static final String REMOVED = "@removed";
  private static final String REMOVED_BEFORE_401 = "@odata.removed";

  private final ODataTable table;
  private final ODataPages.Brings brings;
  private final List<Cell> cells = new ArrayList<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final RecordShape shape;
  private final List<String> keyProperties;
  private final List<RowKey> partial = new ArrayList<>();
  private final List<Column> wanted;
  private final int[] summed;
  private BatchBuilder out;

  /**
   * A column that is wanted.
   *
   * @param slot -1: it is no longer known
   * @param property whether it is one, and not what is said beside one
   * @param labels what stands there instead of the value
   */
  private record Cell(ColumnType type, int slot, boolean property, Optional<ChoiceLabels> labels) {}

  ODataRows(ODataTable table, List<Column> wanted, ODataPages.Brings brings) {
    this.table = table;
    this.wanted = wanted;
    this.brings = brings;
    List<String> names = new ArrayList<>();
    Map<String, ODataColumn> known = table.byName();
    keyProperties = table.key().stream().map(name -> known.get(name).property()).toList();
    for (Column column : brings == ODataPages.Brings.KEYS ? List.<Column>of() : wanted) {
      ODataColumn one = known.get(column.name());
      boolean property = one != null && one.property().equals(one.select());
      int slot = one == null ? -1 : slot(names, one.property());
      Optional<ChoiceLabels> labels = one == null ? Optional.empty() : one.labels();
      cells.add(new Cell(column.type(), slot, property, labels));
    }
    if (brings == ODataPages.Brings.CHANGES) {
      CONTEXT.forEach(name -> slot(names, name));
      for (String name : List.of(REMOVED, REMOVED_BEFORE_401, "id", "@id", "@odata.id")) {
        slot(names, name);
      }
    }
    keyProperties.forEach(name -> slot(names, name));
    shape = RecordShape.ofNames(names);
    boolean byKey = !keyProperties.isEmpty() && brings != ODataPages.Brings.CHANGES;
    summed = (byKey ? keyProperties : names).stream().mapToInt(slots::get).toArray();
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
    if (brings == ODataPages.Brings.CHANGES && isNoRow(record)) {
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
    } else if (cell.labels().isPresent()) {
      cell.labels().get().append(out, record, cell.slot());
    } else if (cell.type() == ColumnType.LOCAL_TIMESTAMP) {
      Cells.appendWithoutZone(out, record, cell.slot());
    } else {
      Cells.append(out, cell.type(), record, cell.slot());
    }
  }

  /** Takes a change that is told otherwise than by a whole row. */
  private boolean isNoRow(JsonRecord record) {
    String context =
        CONTEXT.stream()
            .map(name -> text(record, name))
            .filter(one -> !one.isEmpty())
            .findFirst()
            .orElse("");
    if (context.endsWith("/$link") || context.endsWith("/$deletedLink")) {
      // tells which rows belong together; a column that says so tells it too
      return true;
    }
    boolean gone =
        context.endsWith("/$deletedEntity")
            || present(record, REMOVED)
            || present(record, REMOVED_BEFORE_401);
    boolean whole =
        cells.stream()
            .noneMatch(
                cell -> cell.property() && cell.slot() >= 0 && record.isMissing(cell.slot()));
    if (!gone && whole) {
      return false;
    }
    Optional<RowKey> key = key(record);
    if (key.isEmpty()) {
      out.reject(
          0,
          "",
          "a row that "
              + (gone ? "was deleted" : "changed in part")
              + " is named in a way that is not understood");
    } else if (gone) {
      out.delete(key.get());
    } else {
      partial.add(key.get());
    }
    return true;
  }

  /** Returns the keys of rows of which only some values were told. */
  List<RowKey> partial() {
    return partial;
  }

  void forgetPartial() {
    partial.clear();
  }

  /**
   * Returns the paths, under the service's root, at which those rows are whole.
   *
   * @param most rows asked for at once
   */
  List<String> pathsOfPartial(int most) {
    List<String> paths = new ArrayList<>();
    for (int from = 0; from < partial.size(); from += most) {
      String filter =
          partial.subList(from, Math.min(partial.size(), from + most)).stream()
              .map(this::condition)
              .collect(Collectors.joining(" or "));
      paths.add(table.query(wanted, List.of("$filter=" + ODataTable.encoded(filter))));
    }
    return paths;
  }

  private String condition(RowKey key) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < key.values().size(); i++) {
      ODataColumn column = table.byName().get(table.key().get(i));
      String value = key.values().get(i);
      boolean quoted = column.type() == ColumnType.TEXT;
      parts.add(
          column.property() + " eq " + (quoted ? "'" + value.replace("'", "''") + "'" : value));
    }
    return "(" + String.join(" and ", parts) + ")";
  }

  /** Adds to a sum what tells this record from others: its key, where rows have one. */
  void sumUp(JsonRecord record, Checksum sum) {
    for (int slot : summed) {
      record.sumUp(slot, sum);
    }
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
