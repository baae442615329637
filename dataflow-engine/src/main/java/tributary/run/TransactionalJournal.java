package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowStatus;
import tributary.landing.Landing.Progress;
import tributary.landing.RunLease;
import tributary.run.internal.RunEnd;
import tributary.run.internal.RunJournal;
import tributary.run.internal.RunOrder;
import tributary.run.store.RunPlace;
import tributary.run.store.RunStore;

/** The journal in the control tables; tells the dataflow how its last run stands. */
@ApplicationScoped
@Transactional
class TransactionalJournal implements RunJournal {
  private RunStore store;
  private DataflowRuns dataflows;
  private RunListeners listeners;
  private Clock clock;

  protected TransactionalJournal() {}

  @Inject
  TransactionalJournal(
      RunStore store, DataflowRuns dataflows, RunListeners listeners, Clock clock) {
    this.store = store;
    this.dataflows = dataflows;
    this.listeners = listeners;
    this.clock = clock;
  }

  @Override
  public Optional<RunOrder> take(UUID run) {
    Optional<RunPlace> place = store.place(run);
    if (place.isEmpty() || !place.get().status().underWay()) {
      return Optional.empty();
    }
    // the dataflow is always locked before its run
    dataflows.lock(place.get().tenant(), place.get().dataflow());
    Optional<RunOrder> taken = store.take(run, clock.instant());
    if (taken.isPresent()) {
      note(run, place.get(), DataflowStatus.PROCESSING, "", Optional.empty());
    }
    return taken;
  }

  @Override
  public boolean cancelRequested(RunLease lease) {
    return store.cancelRequested(lease);
  }

  @Override
  public void reading(RunLease lease, UUID tableRun) {
    store.reading(lease, tableRun, clock.instant());
  }

  @Override
  public void progress(RunLease lease, Map<UUID, Progress> progress) {
    store.progress(lease, progress);
  }

  @Override
  public void tableRead(
      RunLease lease, UUID tableRun, Progress progress, Optional<String> failure) {
    store.tableRead(lease, tableRun, progress, failure, clock.instant());
  }

  @Override
  public boolean publishing(RunLease lease) {
    return store.publishing(lease);
  }

  @Override
  public void waiting(RunLease lease, String description, Map<UUID, String> tables) {
    RunPlace place = store.place(lease.run()).orElseThrow();
    note(lease.run(), place, DataflowStatus.WAITING, description, Optional.empty());
    store.waiting(lease, description, tables);
    listeners.tell(store.outcome(lease.run(), clock.instant()));
  }

  @Override
  public boolean postponed(RunLease lease, String description) {
    RunPlace place = store.place(lease.run()).orElseThrow();
    // the dataflow is always locked before its run
    dataflows.lock(place.tenant(), place.dataflow());
    if (!store.postponed(lease, description)) {
      return false;
    }
    note(lease.run(), place, DataflowStatus.QUEUED, description, Optional.empty());
    return true;
  }

  @Override
  public void ended(RunLease lease, RunEnd end) {
    Optional<RunPlace> place = store.place(lease.run());
    if (place.isPresent() && !place.get().status().ended()) {
      note(
          lease.run(),
          place.get(),
          RunUseCases.dataflowStatus(place.get().kind(), end.status()),
          end.description(),
          end.publishedAt());
      if (store.end(lease, end, clock.instant())) {
        listeners.tell(store.outcome(lease.run(), clock.instant()));
      }
    }
  }

  private void note(
      UUID run,
      RunPlace place,
      DataflowStatus status,
      String detail,
      Optional<Instant> refreshedAt) {
    dataflows.noteRun(
        place.tenant(), place.dataflow(), run, status, detail, place.refresh(), refreshedAt);
  }
}
