package tributary.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowSchedules;
import tributary.flow.DataflowView;
import tributary.run.ChangeRuns;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.schedule.ScheduleEvent.Kind;
import tributary.schedule.store.DueSchedule;
import tributary.schedule.store.ScheduleStore;
import tributary.tenant.Actor;

/**
 * Deals with due moments. Whoever locks the dataflow first deals with the moment; the next one
 * finds the schedule moved on, and the history refuses a moment that it holds.
 */
@ApplicationScoped
@Transactional
class TransactionalDueRun implements DueRun {
  /** Later than this, nothing was running here when the moment came. */
  static final Duration LATE = Duration.ofMinutes(2);

  private static final System.Logger LOG = System.getLogger(TransactionalDueRun.class.getName());
  private static final Actor SCHEDULE = new Actor(Actor.Kind.SYSTEM, "schedule");

  private ScheduleStore store;
  private DataflowRuns locks;
  private DataflowSchedules notes;
  private Runs runs;
  private ChangeRuns changes;
  private Clock clock;

  protected TransactionalDueRun() {}

  @Inject
  TransactionalDueRun(
      ScheduleStore store,
      DataflowRuns locks,
      DataflowSchedules notes,
      Runs runs,
      ChangeRuns changes,
      Clock clock) {
    this.store = store;
    this.locks = locks;
    this.notes = notes;
    this.runs = runs;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public void start(DueSchedule due) {
    Instant now = clock.instant();
    DataflowView dataflow = locks.lock(due.tenant(), due.dataflow());
    Optional<ScheduleView> present = dueNow(due.dataflow(), now);
    if (present.isEmpty()) {
      return;
    }
    ScheduleView view = present.get();
    Instant moment = view.nextRunAt().orElseThrow();
    boolean late = Duration.between(moment, now).compareTo(LATE) > 0;
    if (store.isDone(due.dataflow(), moment)) {
      // a clock that was set back brings a moment again
      moveOn(due, view, now);
    } else if (late && view.schedule().misfire() == Misfire.SKIP) {
      done(due, view, now, Kind.MISSED, null, "Nothing was running here when it was due.");
    } else if (changes.reading(due.tenant(), due.dataflow())) {
      LOG.log(Level.DEBUG, "The due run waits for one on an event to end");
    } else if (dataflow.status().active()) {
      done(due, view, now, Kind.SKIPPED, null, "The run before was still active.");
    } else {
      UUID run =
          runs.start(
              due.tenant(),
              SCHEDULE,
              dataflow.name().value(),
              Optional.empty(),
              RunTrigger.SCHEDULE);
      done(due, view, now, Kind.STARTED, run, late ? "Late, after an outage." : "");
    }
  }

  @Override
  public void refused(DueSchedule due, String reason) {
    Instant now = clock.instant();
    locks.lock(due.tenant(), due.dataflow());
    dueNow(due.dataflow(), now).ifPresent(view -> done(due, view, now, Kind.REFUSED, null, reason));
  }

  private Optional<ScheduleView> dueNow(UUID dataflow, Instant now) {
    return store
        .lock(dataflow)
        .filter(view -> view.nextRunAt().filter(at -> !at.isAfter(now)).isPresent());
  }

  private void done(
      DueSchedule due, ScheduleView view, Instant now, Kind kind, UUID run, String note) {
    store.append(
        due.tenant(),
        due.dataflow(),
        new ScheduleEvent(now, view.nextRunAt().orElseThrow(), kind, run, note));
    moveOn(due, view, now);
  }

  private void moveOn(DueSchedule due, ScheduleView view, Instant now) {
    ScheduleView next =
        new ScheduleView(view.schedule(), view.state(), view.schedule().next(now), view.failures());
    store.write(due.tenant(), due.dataflow(), next);
    notes.noteSchedule(due.tenant(), due.dataflow(), next.state(), next.nextRunAt());
  }
}
