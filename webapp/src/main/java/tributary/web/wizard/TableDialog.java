package tributary.web.wizard;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tributary.connection.Connections;
import tributary.landing.MisfitPolicy;
import tributary.problem.Refusal;
import tributary.spi.Column;
import tributary.spi.TableLayout;
import tributary.web.security.CurrentUser;

/** The two dialogs of a table: its columns with their types, and its further settings. */
@Named
@ViewScoped
@SuppressWarnings("serial") // the container's proxies are serialisable
public class TableDialog implements Serializable {
  private static final long serialVersionUID = 1L;

  private Wizard wizard;
  private Connections connections;
  private CurrentUser user;
  private int index = -1;
  private ArrayList<ColumnLine> columns = new ArrayList<>();
  private TreeMap<String, String> types = new TreeMap<>();
  private HashMap<String, Boolean> keys = new HashMap<>();
  private ArrayList<String> ownKey = new ArrayList<>();
  private String refreshed = "";
  private String problem = "";
  private boolean everywhere;

  /** For the container's proxy. */
  protected TableDialog() {}

  @Inject
  TableDialog(Wizard wizard, Connections connections, CurrentUser user) {
    this.wizard = wizard;
    this.connections = connections;
    this.user = user;
  }

  /**
   * A column as it was found.
   *
   * @param label what people call it; empty where that is the name or is not told
   */
  public record ColumnLine(String name, String type, String label) implements Serializable {
    static ColumnLine of(Column column) {
      String label = column.label().filter(told -> !told.equals(column.name())).orElse("");
      return new ColumnLine(column.name(), TypeWords.of(column.type()), label);
    }
  }

  /** Asks the source how the table's rows look. */
  public void openColumns(int table) {
    index = table;
    columns = new ArrayList<>();
    types = new TreeMap<>(getLine().getColumnTypes());
    keys = new HashMap<>();
    ownKey = new ArrayList<>();
    getLine().getKey().forEach(column -> keys.put(column, true));
    refreshed = "";
    problem = "";
    try {
      TableLayout layout =
          connections.layout(
              user.tenant(),
              wizard.getDraft().connection(),
              getLine().table(),
              getLine().tableOptions());
      for (Column column : layout.columns()) {
        columns.add(ColumnLine.of(column));
      }
      ownKey.addAll(layout.key());
      refreshed = RefreshWords.of(layout.reads());
    } catch (Refusal refusal) {
      problem = refusal.getMessage();
    }
  }

  /** Keeps the types that differ from the found ones, and the chosen key. */
  public void keepColumns() {
    getLine()
        .chooseKey(
            columns.stream()
                .map(ColumnLine::name)
                .filter(name -> Boolean.TRUE.equals(keys.get(name)))
                .distinct()
                .toList());
    types.values().removeIf(type -> type == null || type.isEmpty());
    getLine().getColumnTypes().clear();
    getLine().getColumnTypes().putAll(types);
  }

  /** Shows the table's further settings. */
  public void openAdvanced(int table) {
    index = table;
    everywhere = false;
  }

  /** Keeps the further settings; for all tables that have them, if that was ticked. */
  public void keepAdvanced() {
    if (everywhere) {
      wizard.getDraft().getTables().spread(getLine());
    }
  }

  /** Returns the table; null before a dialog was opened. */
  public TableLine getLine() {
    return index < 0 ? null : wizard.getDraft().getTables().line(index);
  }

  public List<ColumnLine> getColumns() {
    return columns;
  }

  public Map<String, String> getTypes() {
    return types;
  }

  /** Returns which columns are ticked as key; pages write into it. */
  public Map<String, Boolean> getKeys() {
    return keys;
  }

  /** Returns how the table is brought up to date. */
  public String getRefreshed() {
    return refreshed;
  }

  /** Returns the key that the source itself has, in words; empty when it has none. */
  public String getOwnKey() {
    return String.join(", ", ownKey);
  }

  /** Returns the types that a column can be given, by their words. */
  public Map<String, String> getAllTypes() {
    return TypeWords.all();
  }

  public MisfitPolicy[] getPolicies() {
    return MisfitPolicy.values();
  }

  public String getProblem() {
    return problem;
  }

  public boolean isEverywhere() {
    return everywhere;
  }

  public void setEverywhere(boolean everywhere) {
    this.everywhere = everywhere;
  }
}
