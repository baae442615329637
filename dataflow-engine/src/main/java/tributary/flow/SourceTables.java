package tributary.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tributary.connection.ConnectionDraft;
import tributary.connection.Connections;
import tributary.flow.store.StoredTable;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.tenant.TenantId;

/** What a dataflow asks of its source. */
@ApplicationScoped
class SourceTables {
  private Connections connections;

  protected SourceTables() {}

  @Inject
  SourceTables(Connections connections) {
    this.connections = connections;
  }

  /** Returns what is wrong with connector and settings. */
  public List<FieldProblem> problems(TenantId tenant, ConnectionDraft draft) {
    try {
      return connections.problems(tenant, draft);
    } catch (Refusal e) {
      if (e.code().equals("CONNECTOR_NOT_FOUND")) {
        return List.of(FieldProblem.of("connector", e.code(), e.getMessage()));
      }
      throw e;
    }
  }

  public List<TableDescriptor> tables(TenantId tenant, ConnectionDraft draft) {
    return connections.tables(tenant, draft);
  }

  /**
   * Refuses an incremental refresh of selected tables without a key, or where all of them can only
   * be read in full; a chosen key whose columns the table does not have, and a type for such a
   * column. Asks for the layouts that it needs.
   *
   * @param before the tables as they are saved: a column with a type may have vanished since
   */
  public void requireReadable(
      TenantId tenant,
      ConnectionDraft draft,
      RefreshKind refresh,
      List<StoredTable> tables,
      List<StoredTable> before) {
    Map<UUID, Set<String>> typed = new HashMap<>();
    before.forEach(table -> typed.put(table.view().id(), table.view().columnTypes().keySet()));
    Map<ImportTableView, Set<String>> newlyTyped = new LinkedHashMap<>();
    Map<TableName, TableOptions> asked = new LinkedHashMap<>();
    for (StoredTable table : tables) {
      ImportTableView view = table.view();
      Set<String> columns = new TreeSet<>(view.columnTypes().keySet());
      columns.removeAll(typed.getOrDefault(view.id(), Set.of()));
      boolean asks =
          refresh == RefreshKind.INCREMENTAL || !view.key().isEmpty() || !columns.isEmpty();
      if (view.selected() && asks) {
        newlyTyped.put(view, columns);
        asked.put(view.table(), view.options());
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    Map<TableName, TableLayout> layouts = connections.layouts(tenant, draft, asked);
    List<FieldProblem> problems = new ArrayList<>();
    Map<ImportTableView, TableLayout> described = new LinkedHashMap<>();
    newlyTyped.forEach(
        (view, columns) -> {
          TableLayout layout = layouts.get(view.table());
          RefreshRules.problemWithKey(view, layout).ifPresent(problems::add);
          RefreshRules.problemWithTypes(view, layout, columns).ifPresent(problems::add);
          described.put(view, layout);
        });
    if (refresh == RefreshKind.INCREMENTAL) {
      RefreshRules.notIncremental(described).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
  }
}
