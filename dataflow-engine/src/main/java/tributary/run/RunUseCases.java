package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.audit.Audit;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.ImportTableView;
import tributary.flow.RefreshKind;
import tributary.landing.Landing;
import tributary.landing.Landing.Undo;
import tributary.problem.Refusal;
import tributary.retention.Retention;
import tributary.run.internal.RunEnd;
import tributary.run.store.NewRun;
import tributary.run.store.RunPlace;
import tributary.run.store.RunQueries;
import tributary.run.store.RunStore;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Queues, cancels and takes back. */
@ApplicationScoped
class RunUseCases implements Runs {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private RunStore store;
  private RunQueries queries;
  private Dataflows dataflows;
  private DataflowRuns locks;
  private Landing landing;
  private Audit audit;
  private RunWaiting waiting;
  private Decisions decisions;
  private RejectedRuns again;
  private QueueRules rules;
  private Clock clock;
  private Retention retention;

  protected RunUseCases() {}

  @Inject
  RunUseCases(
      RunStore store,
      RunQueries queries,
      Dataflows dataflows,
      DataflowRuns locks,
      Landing landing,
      Audit audit,
      RunWaiting waiting,
      QueueRules rules,
      Clock clock,
      Retention retention) {
    this.store = store;
    this.queries = queries;
    this.dataflows = dataflows;
    this.locks = locks;
    this.landing = landing;
    this.audit = audit;
    this.waiting = waiting;
    this.decisions = new Decisions(store, locks, landing, audit, clock);
    this.again = new RejectedRuns(store, queries, landing);
    this.rules = rules;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  @Transactional
  public UUID start(
      TenantId tenant,
      Actor actor,
      String dataflow,
      Optional<RefreshKind> refresh,
      RunTrigger trigger) {
    DataflowView locked = locked(tenant, dataflow);
    refuseActive(tenant, locked);
    List<ImportTableView> tables =
        locked.tables().stream().filter(ImportTableView::selected).toList();
    if (tables.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "NO_TABLES",
          "No table of " + locked.name() + " is selected. Choose at least one, then run it.",
          List.of());
    }
    RefreshKind kind = refresh.orElse(locked.refresh());
    if (kind == RefreshKind.INCREMENTAL && locked.refresh() != RefreshKind.INCREMENTAL) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "NOT_INCREMENTAL",
          locked.name()
              + " is set to Full. Set its refresh to Incremental first: then each table is checked"
              + " for what it needs.",
          List.of());
    }
    UUID run = UUID.randomUUID();
    queue(
        new NewRun(
            run,
            tenant,
            locked.id(),
            RunKind.IMPORT,
            kind,
            trigger,
            actor.name(),
            clock.instant(),
            Optional.empty(),
            "",
            inOrder(tables, Set.of())));
    audit.note(tenant, actor, "run.start", locked.name().value());
    return run;
  }

  @Override
  @Transactional
  public UUID startRejected(TenantId tenant, Actor actor, String dataflow, RunTrigger trigger) {
    DataflowView locked = locked(tenant, dataflow);
    refuseActive(tenant, locked);
    RejectedRuns.Found found = again.find(tenant, locked);
    if (found.nothing()) {
      throw again.nothing(tenant, locked);
    }
    List<ImportTableView> tables =
        locked.tables().stream()
            .filter(t -> found.rejected().contains(t.id()) || found.failed().contains(t.id()))
            .toList();
    UUID run = UUID.randomUUID();
    queue(
        new NewRun(
            run,
            tenant,
            locked.id(),
            RunKind.IMPORT,
            locked.refresh(),
            trigger,
            actor.name(),
            clock.instant(),
            Optional.empty(),
            found.again().words(),
            inOrder(tables, found.rejected())));
    audit.note(tenant, actor, "run.start", locked.name() + " only rejected");
    return run;
  }

  @Override
  @Transactional
  public Optional<RunAgain> rejected(TenantId tenant, String dataflow) {
    RejectedRuns.Found found = again.find(tenant, dataflows.dataflow(tenant, dataflow));
    return found.nothing() ? Optional.empty() : Optional.of(found.again());
  }

  private void queue(NewRun run) {
    String waits = store.queue(run, rules.limits(), rules.closed());
    locks.noteRun(
        run.tenant(),
        run.dataflow(),
        run.id(),
        DataflowStatus.QUEUED,
        waits,
        run.refresh(),
        Optional.empty());
  }

  /** Metadata first, each in the source's order. */
  private static List<NewRun.Table> inOrder(List<ImportTableView> tables, Set<UUID> onlyRejected) {
    return tables.stream()
        .sorted(Comparator.comparing(ImportTableView::purpose).reversed())
        .map(t -> NewRun.Table.of(t, onlyRejected.contains(t.id())))
        .toList();
  }

  private DataflowView locked(TenantId tenant, String dataflow) {
    return locks.lock(tenant, dataflows.head(tenant, dataflow).id());
  }

  private void refuseActive(TenantId tenant, DataflowView dataflow) {
    Optional<String> active = active(tenant, dataflow);
    if (active.isPresent()) {
      throw Refusal.conflict("RUN_ACTIVE", active.get());
    }
  }

  private Optional<String> active(TenantId tenant, DataflowView dataflow) {
    return queries
        .active(tenant, dataflow.id())
        .map(
            run ->
                run.status() == RunStatus.WAITING
                    ? waits(dataflow, run)
                    : run.trigger() == RunTrigger.WEBHOOK
                        ? "Rows of "
                            + dataflow.name()
                            + " that events named are being read, which ends in a moment. Try again"
                            + " then, or pause its webhooks first."
                        : "A run of "
                            + dataflow.name()
                            + " is already under way ("
                            + (run.startedAt() == null
                                ? "queued " + minute(run.queuedAt())
                                : "started " + minute(run.startedAt()))
                            + "). Wait until it ends or cancel it.");
  }

  private static String waits(DataflowView dataflow, RunRow run) {
    return "Run %d of %s waits for a decision. Confirm or discard it first."
        .formatted(run.number(), dataflow.name());
  }

  private static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  private RunPlace place(TenantId tenant, DataflowView dataflow, UUID run) {
    return store
        .place(run)
        .filter(p -> p.tenant().equals(tenant) && p.dataflow().equals(dataflow.id()))
        .orElseThrow(() -> RunHistoryQueries.noSuchRun(dataflow.name().value(), retention));
  }

  @Override
  @Transactional
  public void confirm(TenantId tenant, Actor actor, String dataflow, UUID run) {
    DataflowView locked = locked(tenant, dataflow);
    decisions.confirm(tenant, actor, locked, place(tenant, locked, run));
  }

  @Override
  @Transactional
  public void discard(TenantId tenant, Actor actor, String dataflow, UUID run) {
    DataflowView locked = locked(tenant, dataflow);
    decisions.discard(tenant, actor, locked, place(tenant, locked, run));
  }

  @Override
  @Transactional
  public void cancel(TenantId tenant, Actor actor, String dataflow, UUID run) {
    DataflowView locked = locked(tenant, dataflow);
    RunPlace place = place(tenant, locked, run);
    if (place.status() == RunStatus.WAITING) {
      decisions.discard(tenant, actor, locked, place);
      return;
    }
    if (place.status().ended() || place.status() == RunStatus.PUBLISHING) {
      throw Refusal.conflict(
          "RUN_ENDED",
          place.status().ended()
              ? "Run "
                  + place.number()
                  + " has already ended: "
                  + place.status().label().toLowerCase(Locale.ROOT)
                  + "."
              : "Run "
                  + place.number()
                  + " is publishing and ends in a moment. Roll it back if you do not want it.");
    }
    store.requestCancel(run);
    if (place.status() == RunStatus.QUEUED && place.begun()) {
      // it goes on later: its worker clears away what it has read, and ends it
      store.hurry(run);
    } else if (place.status() == RunStatus.QUEUED) {
      String description = "Cancelled before it began. The entities are as they were.";
      store.endUntaken(run, RunEnd.of(RunStatus.CANCELLED, description), clock.instant());
      locks.noteRun(
          tenant,
          locked.id(),
          run,
          DataflowStatus.CANCELLED,
          description,
          place.refresh(),
          Optional.empty());
    }
    audit.note(tenant, actor, "run.cancel", locked.name() + " run " + place.number());
  }

  @Override
  @Transactional
  public RollbackPreview previewRollback(TenantId tenant, String dataflow) {
    DataflowView view = dataflows.dataflow(tenant, dataflow);
    Optional<Undo> undo = landing.undo(tenant, view.id());
    Optional<String> refused = active(tenant, view).or(() -> refusal(view, undo));
    return new RollbackPreview(
        refused,
        undo.map(Undo::run),
        undo.map(Undo::run).map(this::number).orElse(0L),
        undo.map(Undo::publishedAt),
        undo.map(Undo::entities).orElse(List.of()).stream()
            .map(
                e ->
                    new RollbackPreview.EntityChange(
                        e.name(),
                        e.rowsNow(),
                        e.rowsAfter(),
                        e.stateOf().isEmpty(),
                        e.stateOf(),
                        e.changes().map(RunUseCases::backwards),
                        e.stateRun().map(this::number).orElse(0L)))
            .toList());
  }

  /** What came goes, what went comes back. */
  private static RollbackPreview.RowChanges backwards(Landing.RowChanges changes) {
    return new RollbackPreview.RowChanges(changes.gone(), changes.added(), changes.changed());
  }

  private long number(UUID run) {
    return store.place(run).map(RunPlace::number).orElse(0L);
  }

  private Optional<String> refusal(DataflowView dataflow, Optional<Undo> undo) {
    if (undo.isEmpty()) {
      return Optional.of(
          dataflow.lastRefreshAt().isEmpty()
              ? dataflow.name() + " has not published anything yet: there is nothing to take back."
              : "Every published run of " + dataflow.name() + " is taken back already.");
    }
    if (!undo.get().possible()) {
      return Optional.of(
          RollbackText.dropped(dataflow, number(undo.get().run()), undo.get(), retention));
    }
    return Optional.empty();
  }

  @Override
  @Transactional
  public RollbackStarted rollBack(
      TenantId tenant, Actor actor, String dataflow, Optional<UUID> shown, RunTrigger trigger) {
    DataflowView locked = locked(tenant, dataflow);
    refuseActive(tenant, locked);
    Optional<Undo> undo = landing.undo(tenant, locked.id());
    refusal(locked, undo)
        .ifPresent(
            why -> {
              throw Refusal.conflict("NOTHING_TO_ROLL_BACK", why);
            });
    UUID takesBack = undo.orElseThrow().run();
    if (shown.isPresent() && !shown.get().equals(takesBack)) {
      throw Refusal.conflict(
          "ROLLBACK_CHANGED",
          "The last published run of %s is run %d now. Look again at what a rollback would do."
              .formatted(locked.name(), number(undo.orElseThrow().run())));
    }
    Set<UUID> undone =
        undo.get().entities().stream()
            .map(Landing.UndoneEntity::entity)
            .collect(Collectors.toSet());
    UUID run = UUID.randomUUID();
    queue(
        new NewRun(
            run,
            tenant,
            locked.id(),
            RunKind.ROLLBACK,
            RefreshKind.FULL,
            trigger,
            actor.name(),
            clock.instant(),
            Optional.of(takesBack),
            "",
            inOrder(
                locked.tables().stream().filter(t -> undone.contains(t.id())).toList(), Set.of())));
    audit.note(tenant, actor, "run.rollback", locked.name() + " run " + number(takesBack));
    return new RollbackStarted(run, takesBack);
  }

  @Override
  public RunStatus awaitEnd(TenantId tenant, UUID run, Duration atMost)
      throws InterruptedException {
    return waiting.awaitEnd(tenant, run, atMost);
  }

  /** Returns how a dataflow stands after a run that ended so. */
  static DataflowStatus dataflowStatus(RunKind kind, RunStatus ended) {
    return switch (ended) {
      case QUEUED -> DataflowStatus.QUEUED;
      case RUNNING, PUBLISHING -> DataflowStatus.PROCESSING;
      case WAITING -> DataflowStatus.WAITING;
      case SUCCEEDED ->
          kind == RunKind.ROLLBACK ? DataflowStatus.ROLLED_BACK : DataflowStatus.COMPLETED;
      case PARTLY_SUCCEEDED -> DataflowStatus.PARTLY_COMPLETED;
      case FAILED -> DataflowStatus.FAILED;
      case CANCELLED -> DataflowStatus.CANCELLED;
    };
  }
}
