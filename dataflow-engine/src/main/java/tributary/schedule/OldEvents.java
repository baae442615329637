package tributary.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tributary.chore.Batches;
import tributary.chore.Chore;
import tributary.retention.Retention;

/** Forgets the history of schedules after a while. */
@ApplicationScoped
class OldEvents implements Chore {
  private DueQuestion question;
  private Clock clock;
  private Retention retention;

  protected OldEvents() {}

  @Inject
  OldEvents(DueQuestion question, Clock clock, Retention retention) {
    this.question = question;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public String name() {
    return "old-schedule-events";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void work() throws InterruptedException {
    Optional<Instant> cutoff = retention.schedules().cutoff(clock.instant());
    if (cutoff.isPresent()) {
      Batches.work(most -> question.forget(cutoff.get(), most));
    }
  }
}
