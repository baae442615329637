package tributary.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
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
   * Refuses an incremental refresh of a selected table that can only be read in full or has no key,
   * a chosen key whose columns the table does not have, and a type for such a column. Asks for the
   * layouts that it needs.
   *
   * @param before the tables as they are saved: a column with a type may have vanished since
   */
  public void requireReadable(
      TenantId tenant,
      ConnectionDraft draft,
      RefreshKind refresh,
      List<StoredTable> tables,
      List<StoredTable> before) {
    List<FieldProblem> problems = new ArrayList<>();
    Map<UUID, Set<String>> typed = new HashMap<>();
    before.forEach(table -> typed.put(table.view().id(), table.view().columnTypes().keySet()));
    for (StoredTable table : tables) {
      ImportTableView view = table.view();
      Set<String> newlyTyped = new TreeSet<>(view.columnTypes().keySet());
      newlyTyped.removeAll(typed.getOrDefault(view.id(), Set.of()));
      boolean asks =
          refresh == RefreshKind.INCREMENTAL || !view.key().isEmpty() || !newlyTyped.isEmpty();
      if (view.selected() && asks) {
        TableLayout layout = connections.layout(tenant, draft, view.table(), view.options());
        RefreshRules.problem(view, layout, refresh).ifPresent(problems::add);
        RefreshRules.problemWithTypes(view, layout, newlyTyped).ifPresent(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
  }
}
