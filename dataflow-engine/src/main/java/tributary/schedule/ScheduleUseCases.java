package tributary.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.audit.Audit;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowSchedules;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.Page;
import tributary.flow.ScheduleState;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.schedule.store.ScheduleStore;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** What people do with schedules. The dataflow is always locked before its schedule. */
@ApplicationScoped
class ScheduleUseCases implements Schedules {
  private ScheduleStore store;
  private Dataflows dataflows;
  private DataflowRuns locks;
  private DataflowSchedules notes;
  private Audit audit;
  private Clock clock;

  protected ScheduleUseCases() {}

  @Inject
  ScheduleUseCases(
      ScheduleStore store,
      Dataflows dataflows,
      DataflowRuns locks,
      DataflowSchedules notes,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.dataflows = dataflows;
    this.locks = locks;
    this.notes = notes;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public List<FieldProblem> problems(ScheduleWish wish) {
    List<FieldProblem> problems = new ArrayList<>();
    ScheduleRules.check(wish, clock.instant(), problems);
    return problems;
  }

  @Override
  public List<Instant> preview(ScheduleWish wish, int most) {
    List<Instant> moments = new ArrayList<>();
    Schedule schedule = checked(wish);
    Optional<Instant> next = schedule.next(clock.instant());
    while (next.isPresent() && moments.size() < most) {
      moments.add(next.get());
      next = schedule.next(next.get());
    }
    return moments;
  }

  private Schedule checked(ScheduleWish wish) {
    List<FieldProblem> problems = new ArrayList<>();
    return ScheduleRules.check(wish, clock.instant(), problems)
        .orElseThrow(() -> Refusal.invalid(problems));
  }

  @Override
  @Transactional
  public Optional<ScheduleView> of(TenantId tenant, String dataflow) {
    return store.find(dataflows.head(tenant, dataflow).id());
  }

  @Override
  @Transactional
  public Optional<ScheduleView> set(
      TenantId tenant, Actor actor, String dataflow, Optional<ScheduleWish> wish) {
    Optional<Schedule> wanted = wish.map(this::checked);
    DataflowView locked = locked(tenant, dataflow);
    Optional<ScheduleView> present = store.lock(locked.id());
    if (wanted.isEmpty()) {
      if (present.isPresent()) {
        store.remove(locked.id());
        notes.noteSchedule(tenant, locked.id(), ScheduleState.NONE, Optional.empty());
        changed(tenant, actor, locked, "schedule.remove", "Removed by " + actor.name() + ".");
      }
      return Optional.empty();
    }
    ScheduleView view = view(wanted.get(), wish.get().isPaused(), present);
    if (present.isEmpty() || !present.get().equals(view)) {
      write(tenant, locked.id(), view);
      changed(tenant, actor, locked, "schedule.change", "By " + actor.name() + ".");
    }
    return Optional.of(view);
  }

  private ScheduleView view(Schedule wanted, boolean paused, Optional<ScheduleView> present) {
    boolean same =
        present.isPresent()
            && present.get().schedule().equals(wanted)
            && present.get().paused() == paused;
    if (same) {
      return present.get();
    }
    if (paused) {
      ScheduleState state =
          present
              .map(ScheduleView::state)
              .filter(before -> before != ScheduleState.RUNNING)
              .orElse(ScheduleState.PAUSED);
      return new ScheduleView(
          wanted, state, Optional.empty(), present.map(ScheduleView::failures).orElse(0));
    }
    int failures = present.filter(view -> !view.paused()).map(ScheduleView::failures).orElse(0);
    return running(wanted, failures);
  }

  private ScheduleView running(Schedule schedule, int failures) {
    return new ScheduleView(
        schedule, ScheduleState.RUNNING, schedule.next(clock.instant()), failures);
  }

  @Override
  @Transactional
  public ScheduleView pause(TenantId tenant, Actor actor, String dataflow) {
    DataflowView locked = locked(tenant, dataflow);
    ScheduleView present = required(locked);
    if (present.paused()) {
      return present;
    }
    ScheduleView paused =
        new ScheduleView(
            present.schedule(), ScheduleState.PAUSED, Optional.empty(), present.failures());
    write(tenant, locked.id(), paused);
    append(tenant, locked.id(), ScheduleEvent.Kind.PAUSED, "By " + actor.name() + ".");
    audit.note(tenant, actor, "schedule.pause", locked.name().value());
    return paused;
  }

  @Override
  @Transactional
  public ScheduleView resume(TenantId tenant, Actor actor, String dataflow) {
    DataflowView locked = locked(tenant, dataflow);
    ScheduleView present = required(locked);
    if (!present.paused()) {
      return present;
    }
    ScheduleView resumed = running(present.schedule(), 0);
    write(tenant, locked.id(), resumed);
    append(tenant, locked.id(), ScheduleEvent.Kind.RESUMED, "By " + actor.name() + ".");
    audit.note(tenant, actor, "schedule.resume", locked.name().value());
    return resumed;
  }

  @Override
  @Transactional
  public Page<ScheduleEvent> history(TenantId tenant, String dataflow, int first, int size) {
    return store.history(tenant, dataflows.head(tenant, dataflow).id(), first, size);
  }

  private DataflowView locked(TenantId tenant, String dataflow) {
    return locks.lock(tenant, dataflows.head(tenant, dataflow).id());
  }

  private ScheduleView required(DataflowView dataflow) {
    return store
        .lock(dataflow.id())
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "SCHEDULE_NOT_FOUND",
                    dataflow.name() + " has no schedule. Give it one first."));
  }

  private void write(TenantId tenant, UUID dataflow, ScheduleView view) {
    store.write(tenant, dataflow, view);
    notes.noteSchedule(tenant, dataflow, view.state(), view.nextRunAt());
  }

  private void changed(
      TenantId tenant, Actor actor, DataflowView dataflow, String action, String note) {
    append(tenant, dataflow.id(), ScheduleEvent.Kind.CHANGED, note);
    audit.note(tenant, actor, action, dataflow.name().value());
  }

  private void append(TenantId tenant, UUID dataflow, ScheduleEvent.Kind kind, String note) {
    store.append(tenant, dataflow, new ScheduleEvent(clock.instant(), null, kind, null, note));
  }
}
