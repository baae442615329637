package tributary.web.wizard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tributary.flow.ImportTableView;
import tributary.flow.TableChoice;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.spi.ColumnType;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/** A table in the Table details grid, with what the person chose for it. */
public class TableLine implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final String schema;
  private final String name;
  private final String fileName;
  private final String unreadable;
  private final String changes;
  private final boolean gone;
  private final List<FormField> fields;
  private final HashMap<String, String> options = new HashMap<>();
  private final TreeMap<String, String> columnTypes = new TreeMap<>();
  private final ArrayList<String> key = new ArrayList<>();
  private boolean selected;
  private Purpose purpose;
  private String entityName;
  private MisfitPolicy misfits = MisfitPolicy.KEEP_ROW;

  TableLine(int index, TableDescriptor table, String entityName) {
    this.index = index;
    schema = table.name().schema();
    name = table.name().name();
    fileName = table.fileName();
    unreadable = table.unreadable().orElse("");
    changes = table.changes().map(Enum::name).orElse("");
    gone = false;
    fields = FormField.of(table.options());
    fields.forEach(field -> options.put(field.key(), field.initial()));
    selected = unreadable.isEmpty();
    purpose = Purpose.valueOf(table.suggestedPurpose().name());
    this.entityName = entityName;
  }

  /** Makes the line of a saved table that the source does not have now. */
  TableLine(int index, ImportTableView saved) {
    this.index = index;
    schema = saved.table().schema();
    name = saved.table().name();
    fileName = saved.fileName();
    unreadable = "not at the source now";
    changes = "";
    gone = true;
    fields = List.of();
    takeOver(saved);
  }

  /** Takes over what was chosen when the dataflow was saved. */
  void takeOver(ImportTableView saved) {
    setSelected(saved.selected());
    purpose = saved.purpose();
    entityName = saved.entityName().value();
    options.putAll(saved.options().values());
    saved.columnTypes().forEach((column, type) -> columnTypes.put(column, type.name()));
    misfits = saved.misfits();
    key.clear();
    key.addAll(saved.key());
  }

  /** Takes over what was chosen on an earlier look; options that the table lost stay behind. */
  void carryOver(TableLine before) {
    setSelected(before.selected);
    purpose = before.purpose;
    entityName = before.entityName;
    before.options.forEach(options::replace);
    columnTypes.putAll(before.columnTypes);
    misfits = before.misfits;
  }

  /** Returns how an incremental run comes to know what changed; empty where nobody says. */
  String changes() {
    return changes;
  }

  TableName table() {
    return new TableName(schema, name);
  }

  TableOptions tableOptions() {
    Map<String, String> chosen = new HashMap<>(options);
    fields.forEach(field -> chosen.remove(field.key(), field.initial()));
    chosen.values().removeIf(String::isEmpty);
    return new TableOptions(chosen);
  }

  TableChoice choice() {
    Map<String, ColumnType> types = new HashMap<>();
    columnTypes.forEach((column, type) -> types.put(column, ColumnType.valueOf(type)));
    return new TableChoice(
        table(), selected, purpose, entityName.strip(), tableOptions(), types, misfits, key);
  }

  /**
   * Takes a change that was made in the grid.
   *
   * @param what selected, purpose, entity, or the key of an option
   */
  void change(String what, String value) {
    if (what.equals("selected")) {
      setSelected(Boolean.parseBoolean(value));
    } else if (isReadable()) {
      switch (what) {
        case "purpose" -> purpose = Purpose.valueOf(value);
        case "entity" -> entityName = value;
        default -> options.replace(what, value);
      }
    }
  }

  /** Returns the option with this key; null when the table has none. */
  public FormField field(String key) {
    return fields.stream().filter(field -> field.key().equals(key)).findFirst().orElse(null);
  }

  /** Returns the options that have no column of their own in the grid. */
  public List<FormField> getFurtherFields() {
    return fields.stream().filter(field -> !TableGrid.COLUMNS.contains(field.key())).toList();
  }

  public int getIndex() {
    return index;
  }

  public String getName() {
    return name;
  }

  public String getFileName() {
    return fileName;
  }

  public String getUnreadable() {
    return unreadable;
  }

  public boolean isReadable() {
    return unreadable.isEmpty();
  }

  /** Returns whether it may be selected: one that is gone may return. */
  public boolean isSelectable() {
    return isReadable() || gone;
  }

  public List<FormField> getFields() {
    return fields;
  }

  /** Returns the options' values by key; pages write into it. */
  public Map<String, String> getOptions() {
    return options;
  }

  /** Returns the values of yes-or-no options for checkboxes. */
  public Map<String, Boolean> getFlags() {
    return new Flags(options);
  }

  /** Returns the overridden types by column; pages write into it. */
  public Map<String, String> getColumnTypes() {
    return columnTypes;
  }

  /** Returns the columns that a person chose as key. */
  public List<String> getKey() {
    return key;
  }

  void chooseKey(List<String> columns) {
    key.clear();
    key.addAll(columns);
  }

  public boolean isSelected() {
    return selected;
  }

  public void setSelected(boolean selected) {
    this.selected = selected && isSelectable();
  }

  public Purpose getPurpose() {
    return purpose;
  }

  public void setPurpose(Purpose purpose) {
    this.purpose = purpose;
  }

  public String getEntityName() {
    return entityName;
  }

  public void setEntityName(String entityName) {
    this.entityName = entityName;
  }

  public MisfitPolicy getMisfits() {
    return misfits;
  }

  public void setMisfits(MisfitPolicy misfits) {
    this.misfits = misfits;
  }
}
