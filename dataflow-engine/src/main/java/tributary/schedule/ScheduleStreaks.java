package tributary.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import tributary.flow.DataflowSchedules;
import tributary.flow.ScheduleState;
import tributary.run.RunKind;
import tributary.run.RunOutcome;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.schedule.store.ScheduleStore;

/** Keeps the count with the schedule. */
@ApplicationScoped
class ScheduleStreaks implements FailureStreaks {
  private ScheduleStore store;
  private DataflowSchedules notes;

  protected ScheduleStreaks() {}

  @Inject
  ScheduleStreaks(ScheduleStore store, DataflowSchedules notes) {
    this.store = store;
    this.notes = notes;
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public Optional<FailureStreak> count(RunOutcome outcome) {
    if (outcome.kind() != RunKind.IMPORT) {
      return Optional.empty();
    }
    Optional<ScheduleView> present = store.lock(outcome.dataflow());
    if (outcome.status() == RunStatus.FAILED && outcome.trigger() == RunTrigger.SCHEDULE) {
      return present.map(view -> failed(outcome, view));
    }
    if (outcome.status() == RunStatus.SUCCEEDED || outcome.status() == RunStatus.PARTLY_SUCCEEDED) {
      present
          .filter(view -> view.failures() > 0)
          .ifPresent(
              view ->
                  store.write(
                      outcome.tenant(),
                      outcome.dataflow(),
                      new ScheduleView(view.schedule(), view.state(), view.nextRunAt(), 0)));
    }
    return Optional.empty();
  }

  private FailureStreak failed(RunOutcome outcome, ScheduleView view) {
    int failures = view.failures() + 1;
    int most = view.schedule().pauseAfter();
    boolean pauses = !view.paused() && most > 0 && failures >= most;
    ScheduleView after =
        pauses
            ? new ScheduleView(
                view.schedule(), ScheduleState.PAUSED_AFTER_FAILURES, Optional.empty(), failures)
            : new ScheduleView(view.schedule(), view.state(), view.nextRunAt(), failures);
    store.write(outcome.tenant(), outcome.dataflow(), after);
    if (pauses) {
      notes.noteSchedule(outcome.tenant(), outcome.dataflow(), after.state(), after.nextRunAt());
      store.append(
          outcome.tenant(),
          outcome.dataflow(),
          new ScheduleEvent(
              outcome.at(),
              null,
              ScheduleEvent.Kind.PAUSED,
              outcome.run(),
              "%d scheduled runs failed in a row.".formatted(failures)));
    }
    return new FailureStreak(failures, most, pauses);
  }
}
