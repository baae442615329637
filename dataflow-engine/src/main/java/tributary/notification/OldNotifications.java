package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tributary.chore.Batches;
import tributary.chore.Chore;
import tributary.retention.Retention;

/** Forgets notifications after a while. */
@ApplicationScoped
class OldNotifications implements Chore {
  private DeliverySteps steps;
  private Clock clock;
  private Retention retention;

  protected OldNotifications() {}

  @Inject
  OldNotifications(DeliverySteps steps, Clock clock, Retention retention) {
    this.steps = steps;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public String name() {
    return "old-notifications";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void work() throws InterruptedException {
    Optional<Instant> cutoff = retention.notifications().cutoff(clock.instant());
    if (cutoff.isPresent()) {
      Batches.work(most -> steps.forget(cutoff.get(), most));
    }
  }
}
