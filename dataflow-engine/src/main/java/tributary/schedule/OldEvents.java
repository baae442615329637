package tributary.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.chore.Chore;

/** Forgets the history of schedules after a while. */
@ApplicationScoped
class OldEvents implements Chore {
  private DueQuestion question;
  private Clock clock;
  private Duration kept;

  protected OldEvents() {}

  @Inject
  OldEvents(
      DueQuestion question,
      Clock clock,
      @ConfigProperty(name = "tributary.schedule.history", defaultValue = "P90D") Duration kept) {
    this.question = question;
    this.clock = clock;
    this.kept = kept;
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
  public void work() {
    question.forget(clock.instant(), kept);
  }
}
