package tributary.web.wizard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tributary.flow.ImportTableView;
import tributary.flow.TableChoice;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;

/**
 * The Table details: all tables of the source, and which of them the grid shows. A thousand tables
 * are kept here and a page of them is drawn.
 */
public class TableGrid implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The options that stand as columns in the grid; the others are in the dialog. */
  static final Set<String> COLUMNS = Set.of("datetimeFormat", "delimiter", "header");

  private static final int PAGE = 50;

  private final ArrayList<TableLine> lines = new ArrayList<>();
  private String search = "";
  private boolean selectedOnly;
  private int page;

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

  /** Selects or clears what the search shows. */
  void selectShown(boolean selected) {
    matching().forEach(line -> line.setSelected(selected));
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

  void showSelected(boolean only) {
    selectedOnly = only;
    page = 0;
  }

  void turnTo(int newPage) {
    page = Math.max(0, Math.min(newPage, pages() - 1));
  }

  /** Turns to the page on which this table stands. */
  void reveal(int index) {
    search = "";
    selectedOnly = false;
    page = index / PAGE;
  }

  private List<TableLine> matching() {
    String words = search.strip().toLowerCase(Locale.ROOT);
    return lines.stream()
        .filter(line -> words.isEmpty() || line.matches(words))
        .filter(line -> !selectedOnly || line.isSelected())
        .toList();
  }

  private int pages() {
    return Math.max(1, (matching().size() + PAGE - 1) / PAGE);
  }

  /** Returns the lines of the page. */
  public List<TableLine> getShown() {
    return matching().stream().skip((long) page * PAGE).limit(PAGE).toList();
  }

  public TableLine line(int index) {
    return lines.get(index);
  }

  public int getTotal() {
    return lines.size();
  }

  public int getMatches() {
    return matching().size();
  }

  public long getSelectedCount() {
    return lines.stream().filter(TableLine::isSelected).count();
  }

  public int getPage() {
    return page;
  }

  public int getPages() {
    return pages();
  }

  /** Returns "1 - 50 of 1,000 tables". */
  public String getReport() {
    int matches = getMatches();
    return matches == 0
        ? "No tables"
        : String.format(
            Locale.ENGLISH,
            "%,d - %,d of %,d %s",
            page * PAGE + 1,
            Math.min(matches, (page + 1) * PAGE),
            matches,
            matches == 1 ? "table" : "tables");
  }

  /** Returns whether any table has the option that stands as this column. */
  public boolean has(String key) {
    return lines.stream().anyMatch(line -> line.field(key) != null);
  }

  /** Returns whether any table has options beside those of the columns. */
  public boolean isAdvanced() {
    return lines.stream().anyMatch(line -> !line.getFurtherFields().isEmpty());
  }

  public String getSearch() {
    return search;
  }

  public void setSearch(String search) {
    this.search = search;
    page = 0;
  }

  public boolean isSelectedOnly() {
    return selectedOnly;
  }
}
