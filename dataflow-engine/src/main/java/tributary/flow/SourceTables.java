package tributary.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import tributary.connection.ConnectionDraft;
import tributary.connection.Connections;
import tributary.flow.store.StoredTable;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.ReadKind;
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

  /** Refuses an incremental refresh when a selected table can only be read in full. */
  public void requireRefresh(
      TenantId tenant, ConnectionDraft draft, RefreshKind refresh, List<StoredTable> tables) {
    if (refresh == RefreshKind.FULL) {
      return;
    }
    for (StoredTable table : tables) {
      ImportTableView view = table.view();
      if (!view.selected()) {
        continue;
      }
      TableLayout layout = connections.layout(tenant, draft, view.table(), view.options());
      if (!layout.reads().contains(ReadKind.INCREMENTAL)) {
        throw Refusal.invalid(
            List.of(
                new FieldProblem(
                    "refresh",
                    "INCREMENTAL_NOT_OFFERED",
                    "The table “"
                        + view.table()
                        + "” can only be read in full. Choose Full, or clear its selection.",
                    RefreshKind.FULL.name())));
      }
    }
  }
}
