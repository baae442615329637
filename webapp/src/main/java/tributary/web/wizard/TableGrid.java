package tributary.web.wizard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tributary.flow.ImportTableView;
import tributary.flow.TableChoice;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.web.json.Json;

/**
 * The Table details: all tables of the source, with what was chosen for them. The page gets them
 * all at once and searches, pages and draws them by itself; it tells each change.
 */
public class TableGrid implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The options that stand as columns in the grid; the others are in the dialog. */
  static final Set<String> COLUMNS = Set.of("datetimeFormat", "delimiter", "header");

  private final ArrayList<TableLine> lines = new ArrayList<>();
  private int first;

  TableGrid() {}

  TableGrid(List<TableDescriptor> tables, Map<TableName, String> names) {
    for (TableDescriptor table : tables) {
      String name = names.getOrDefault(table.name(), table.suggestedEntity());
      lines.add(new TableLine(lines.size(), table, name));
    }
  }

  /**
   * Takes over what was saved; a table that the source has gained since is not selected, one that
   * it does not have just now stays.
   */
  void takeOver(List<ImportTableView> saved) {
    Map<TableName, ImportTableView> byTable =
        saved.stream().collect(Collectors.toMap(ImportTableView::table, Function.identity()));
    for (TableLine line : lines) {
      ImportTableView before = byTable.get(line.table());
      if (before == null) {
        line.setSelected(false);
      } else {
        line.takeOver(before);
      }
    }
    Set<TableName> offered = lines.stream().map(TableLine::table).collect(Collectors.toSet());
    for (ImportTableView before : saved) {
      if (!offered.contains(before.table())) {
        lines.add(new TableLine(lines.size(), before));
      }
    }
  }

  /** Takes over what was chosen for the tables of an earlier look at the source. */
  void carryOver(TableGrid earlier) {
    Map<TableName, TableLine> byTable =
        earlier.lines.stream().collect(Collectors.toMap(TableLine::table, Function.identity()));
    for (TableLine line : lines) {
      TableLine before = byTable.get(line.table());
      if (before != null && before.isSelectable()) {
        line.carryOver(before);
      }
    }
  }

  List<TableChoice> choices() {
    return lines.stream().map(TableLine::choice).toList();
  }

  /** Gives the further settings of this table to all that have them. */
  void spread(TableLine from) {
    for (TableLine line : lines) {
      line.setMisfits(from.getMisfits());
      line.getFurtherFields().stream()
          .filter(field -> from.field(field.key()) != null)
          .forEach(field -> line.getOptions().put(field.key(), from.getOptions().get(field.key())));
    }
  }

  /** Turns to the page on which this table stands. */
  void reveal(int index) {
    first = index;
  }

  /** Returns what the page draws the grid from, as JSON. */
  public String getDocument() {
    return Json.text(GridDocument.of(first, lines));
  }

  public TableLine line(int index) {
    return lines.get(index);
  }

  /** Returns whether any table has the option that stands as this column. */
  public boolean has(String key) {
    return lines.stream().anyMatch(line -> line.field(key) != null);
  }

  /** Returns whether any table has options beside those of the columns. */
  public boolean isAdvanced() {
    return lines.stream().anyMatch(line -> !line.getFurtherFields().isEmpty());
  }
}
