package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.flow.ImportTableView;
import tributary.flow.RefreshKind;
import tributary.run.store.NewRun;
import tributary.run.store.RunQueries;
import tributary.run.store.RunStore;
import tributary.tenant.TenantId;

/** Queues them like any other. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class QueuedChangeRuns implements ChangeRuns {
  private RunStore store;
  private RunQueries queries;
  private DataflowRuns dataflows;
  private QueueRules rules;
  private Clock clock;

  protected QueuedChangeRuns() {}

  @Inject
  QueuedChangeRuns(
      RunStore store, RunQueries queries, DataflowRuns dataflows, QueueRules rules, Clock clock) {
    this.store = store;
    this.queries = queries;
    this.dataflows = dataflows;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public boolean active(TenantId tenant, UUID dataflow) {
    return queries.active(tenant, dataflow).isPresent();
  }

  @Override
  public boolean reading(TenantId tenant, UUID dataflow) {
    return queries
        .active(tenant, dataflow)
        .filter(active -> active.trigger() == RunTrigger.WEBHOOK)
        .filter(active -> active.status() != RunStatus.WAITING)
        .isPresent();
  }

  @Override
  public void queue(TenantId tenant, DataflowView dataflow, UUID run, Set<UUID> tables) {
    NewRun queued =
        new NewRun(
            run,
            tenant,
            dataflow.id(),
            RunKind.IMPORT,
            RefreshKind.INCREMENTAL,
            RunTrigger.WEBHOOK,
            "webhook",
            clock.instant(),
            Optional.empty(),
            "",
            tables(dataflow, tables));
    String waits = store.queue(queued, rules.limits(), rules.closed());
    dataflows.noteRun(
        tenant,
        dataflow.id(),
        run,
        DataflowStatus.QUEUED,
        waits,
        queued.refresh(),
        Optional.empty());
  }

  private static List<NewRun.Table> tables(DataflowView dataflow, Set<UUID> wanted) {
    return dataflow.tables().stream()
        .filter(table -> wanted.contains(table.id()))
        .sorted(Comparator.comparing(ImportTableView::purpose).reversed())
        .map(table -> NewRun.Table.byKeys(table))
        .toList();
  }
}
