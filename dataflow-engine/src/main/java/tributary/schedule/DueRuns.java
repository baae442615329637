package tributary.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tributary.chore.Chore;
import tributary.problem.Refusal;
import tributary.schedule.store.DueSchedule;

/** Starts the runs whose moment has come: one indexed question to the database each second. */
@ApplicationScoped
class DueRuns implements Chore {
  private static final System.Logger LOG = System.getLogger(DueRuns.class.getName());
  private static final int PART = 500;

  private DueQuestion question;
  private DueRun due;
  private Clock clock;

  protected DueRuns() {}

  @Inject
  DueRuns(DueQuestion question, DueRun due, Clock clock) {
    this.question = question;
    this.due = due;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "due-runs";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void work() throws InterruptedException {
    List<DueSchedule> part = question.due(clock.instant(), PART);
    for (DueSchedule one : part) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      start(one);
    }
  }

  private void start(DueSchedule one) {
    try {
      due.start(one);
    } catch (Refusal refusal) {
      // a dataflow that was removed in between has no schedule any more
      if (refusal.kind() != Refusal.Kind.NOT_FOUND) {
        due.refused(one, refusal.getMessage());
      }
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The due run of dataflow " + one.dataflow() + " is not started yet",
          e);
    }
  }
}
