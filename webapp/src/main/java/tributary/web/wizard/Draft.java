package tributary.web.wizard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tributary.connection.ConnectionDraft;
import tributary.connection.Settings;
import tributary.flow.DataflowView;
import tributary.plugin.ConnectorCard;
import tributary.spi.Category;
import tributary.spi.ConnectorId;

/**
 * A dataflow that is being made or changed, between the pages of the wizard. It lives in the
 * session under an id that stands in the address, so that a page can be refreshed, gone back to,
 * and opened twice. Secrets are kept in memory only: whoever comes back after a restart types them
 * again.
 */
public class Draft implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final HashMap<String, String> values = new HashMap<>();
  private final HashSet<String> saved = new HashSet<>();
  private final ArrayList<FormField> fields = new ArrayList<>();
  private final Problems problems = new Problems();
  private transient Map<String, String> secrets = new HashMap<>();
  private transient Map<String, String> typed = new HashMap<>();
  private transient Map<String, Boolean> removals = new HashMap<>();
  private boolean editing;
  private long version;
  private String name = "";
  private String connector = "";
  private String connectorName = "";
  private boolean ofFiles;
  private String displayName = "";
  private String description = "";
  private final RefreshForm refreshForm = new RefreshForm();
  private final ScheduleForm schedule = new ScheduleForm();
  private ArrayList<CheckLine> checks = new ArrayList<>();
  private TableGrid tables = new TableGrid();
  private TableGrid earlier = new TableGrid();
  private boolean connected;

  Draft(String id) {
    this.id = id;
  }

  /** A step that was tried on "Connect". */
  public record CheckLine(String name, boolean passed, String detail) implements Serializable {}

  static Draft of(String id, DataflowView flow, ConnectorCard card) {
    Draft draft = new Draft(id);
    draft.editing = true;
    draft.version = flow.version();
    draft.name = flow.name().value();
    draft.displayName = flow.displayName();
    draft.description = flow.description();
    draft.refreshForm.show(flow.refresh(), flow.policies());
    draft.choose(card);
    draft.values.putAll(flow.settings());
    draft.saved.addAll(flow.secretsSet());
    return draft;
  }

  /** Takes this connector; the settings of another one that was chosen before are forgotten. */
  void choose(ConnectorCard card) {
    if (!card.id().value().equals(connector)) {
      connector = card.id().value();
      connectorName = card.displayName();
      ofFiles = card.categories().contains(Category.FILE);
      values.clear();
      secrets().clear();
      fields.clear();
      fields.addAll(FormField.of(card.config().fields()));
      fields.stream()
          .filter(field -> !field.hidden())
          .forEach(field -> values.put(field.key(), field.initial()));
      disconnect();
      earlier = new TableGrid();
    }
  }

  /**
   * Takes in the secrets that were typed on the page; an empty one leaves what is there, unless it
   * is to be taken out.
   */
  void takeSecrets() {
    getRemovals()
        .forEach(
            (key, out) -> {
              if (out) {
                // a secret without characters is taken out where it is saved
                secrets().put(key, "");
              }
            });
    getRemovals().clear();
    getTyped()
        .forEach(
            (key, value) -> {
              if (value != null && !value.isEmpty()) {
                secrets().put(key, value);
              }
            });
    getTyped().clear();
  }

  /** Forgets the connection; what was chosen for its tables waits for the next one. */
  void disconnect() {
    if (connected) {
      earlier = tables;
    }
    connected = false;
    checks = new ArrayList<>();
    tables = new TableGrid();
  }

  /** Takes the tables that the source has now, with what was chosen for them before. */
  void connected(TableGrid grid) {
    grid.carryOver(earlier);
    tables = grid;
    connected = true;
  }

  void checked(List<CheckLine> lines) {
    checks = new ArrayList<>(lines);
  }

  ConnectionDraft connection() {
    Map<String, String> all = new HashMap<>(values);
    all.values().removeIf(value -> value == null || value.isEmpty());
    all.putAll(secrets());
    return new ConnectionDraft(
        new ConnectorId(connector),
        new Settings(all),
        editing ? Optional.of(name) : Optional.empty());
  }

  private Map<String, String> secrets() {
    if (secrets == null) {
      secrets = new HashMap<>();
    }
    return secrets;
  }

  /** Returns whether a hidden field has a value, typed now or saved before. */
  public boolean has(String key) {
    return secrets().containsKey(key) ? !secrets().get(key).isEmpty() : saved.contains(key);
  }

  /** Returns which hidden values are to be taken out; emptied on each submit. */
  public Map<String, Boolean> getRemovals() {
    if (removals == null) {
      removals = new HashMap<>();
    }
    return removals;
  }

  /** Returns where hidden fields are typed into; emptied on each submit. */
  public Map<String, String> getTyped() {
    if (typed == null) {
      typed = new HashMap<>();
    }
    return typed;
  }

  public String getId() {
    return id;
  }

  public boolean isEditing() {
    return editing;
  }

  long version() {
    return version;
  }

  public Map<String, String> getValues() {
    return values;
  }

  /** Returns the values of yes-or-no fields for checkboxes. */
  public Map<String, Boolean> getFlags() {
    return new Flags(values);
  }

  public List<FormField> getFields() {
    return fields;
  }

  /** Returns whether any field is folded away. */
  public boolean isAdvanced() {
    return fields.stream().anyMatch(FormField::advanced);
  }

  /** Returns whether a field that is folded away has a problem, or holds what a person entered. */
  public boolean isAdvancedOpen() {
    return fields.stream()
        .filter(FormField::advanced)
        .anyMatch(field -> problems.at("settings." + field.key()) != null || isEntered(field));
  }

  private boolean isEntered(FormField field) {
    String value = Objects.requireNonNullElse(values.get(field.key()), "");
    boolean unticked = field.initial().isEmpty() && value.equals("false");
    return !value.isBlank() && !unticked && !value.equals(field.initial());
  }

  public Set<String> getSaved() {
    return saved;
  }

  public Problems getProblems() {
    return problems;
  }

  public List<CheckLine> getChecks() {
    return checks;
  }

  public TableGrid getTables() {
    return tables;
  }

  public boolean isConnected() {
    return connected;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getConnector() {
    return connector;
  }

  public String getConnectorName() {
    return connectorName;
  }

  /** Returns what the names are called under which the source lists its tables. */
  public String getTableHead() {
    return ofFiles ? "File name" : "Table name";
  }

  public String getDisplayName() {
    return displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description;
  }

  public ScheduleForm getSchedule() {
    return schedule;
  }

  public RefreshForm getRefreshForm() {
    return refreshForm;
  }
}
