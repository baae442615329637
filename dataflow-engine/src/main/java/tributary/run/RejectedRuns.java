package tributary.run;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.flow.DataflowView;
import tributary.flow.ImportTableView;
import tributary.landing.Landing;
import tributary.landing.Landing.Rejected;
import tributary.problem.Refusal;
import tributary.run.store.RunPlace;
import tributary.run.store.RunQueries;
import tributary.run.store.RunStore;
import tributary.tenant.TenantId;

/** Finds what of a dataflow was not right in its last runs. */
final class RejectedRuns {
  /** Among so many of the latest runs is the one whose failures count. */
  private static final int LATEST = 20;

  private final RunStore store;
  private final RunQueries queries;
  private final Landing landing;

  RejectedRuns(RunStore store, RunQueries queries, Landing landing) {
    this.store = store;
    this.queries = queries;
    this.landing = landing;
  }

  /**
   * What to read again.
   *
   * @param rejected import tables of which only some objects are read
   * @param failed import tables that are read as ever
   */
  record Found(RunAgain again, Set<UUID> rejected, Set<UUID> failed) {
    boolean nothing() {
      return rejected.isEmpty() && failed.isEmpty();
    }
  }

  Found find(TenantId tenant, DataflowView dataflow) {
    Set<UUID> selected =
        dataflow.tables().stream()
            .filter(ImportTableView::selected)
            .map(ImportTableView::id)
            .collect(Collectors.toSet());
    List<Rejected> rejects =
        landing.rejected(tenant, dataflow.id()).stream()
            .filter(r -> selected.contains(r.entity()))
            .toList();
    Set<UUID> failed = new HashSet<>(failed(tenant, dataflow, rejects));
    failed.retainAll(selected);
    // what failed is read as a whole, and its rejected objects with it
    List<Rejected> only = rejects.stream().filter(r -> !failed.contains(r.entity())).toList();
    Set<UUID> rejected = only.stream().map(Rejected::entity).collect(Collectors.toSet());
    List<Long> runs =
        only.stream()
            .map(Rejected::run)
            .distinct()
            .flatMap(run -> store.place(run).map(RunPlace::number).stream())
            .sorted()
            .toList();
    int files = only.stream().mapToInt(Rejected::objects).sum();
    return new Found(new RunAgain(files, runs, failed.size()), rejected, failed);
  }

  /** Returns the tables that failed in the last import, unless only their rejects were wanted. */
  private Set<UUID> failed(TenantId tenant, DataflowView dataflow, List<Rejected> rejects) {
    Optional<RunRow> last = lastImport(tenant, dataflow);
    if (last.isEmpty() || last.get().status() == RunStatus.SUCCEEDED) {
      return Set.of();
    }
    Map<String, UUID> tables =
        dataflow.tables().stream()
            .collect(
                Collectors.toMap(
                    t -> t.table().toString(), ImportTableView::id, (one, other) -> one));
    Set<UUID> failed =
        queries.withTables(List.of(last.get())).get(0).tables().stream()
            .filter(t -> t.status() == RunStatus.FAILED && tables.containsKey(t.table()))
            .map(t -> tables.get(t.table()))
            .collect(Collectors.toSet());
    if (!last.get().again().isEmpty()) {
      rejects.forEach(r -> failed.remove(r.entity()));
    }
    return failed;
  }

  private Optional<RunRow> lastImport(TenantId tenant, DataflowView dataflow) {
    return queries.page(tenant, dataflow.id(), RunQuery.newest(0, LATEST)).stream()
        .filter(run -> run.kind() == RunKind.IMPORT && run.status().ended())
        .filter(run -> run.status() != RunStatus.CANCELLED)
        .findFirst();
  }

  /** Returns why there is nothing to read again. */
  Refusal nothing(TenantId tenant, DataflowView dataflow) {
    boolean rejected =
        lastImport(tenant, dataflow)
            .filter(run -> run.rowsRejected() > 0 && !run.rolledBack())
            .isPresent();
    String why =
        rejected
            ? "The rejected rows of %1$s cannot be run again by themselves: its source does not tell which file they came from. Correct them there, then run %1$s."
            : "There is nothing to run again: no file of %1$s has rejected rows, and no table failed in its last run.";
    return Refusal.conflict("NOTHING_REJECTED", why.formatted(dataflow.name()));
  }
}
