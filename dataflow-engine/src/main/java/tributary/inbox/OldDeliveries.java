package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tributary.chore.Batches;
import tributary.chore.Chore;
import tributary.retention.Retention;

/** Forgets events after a while, and with them the keys that they named. */
@ApplicationScoped
class OldDeliveries implements Chore {
  private InboxSteps steps;
  private Clock clock;
  private Retention retention;

  protected OldDeliveries() {}

  @Inject
  OldDeliveries(InboxSteps steps, Clock clock, Retention retention) {
    this.steps = steps;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public String name() {
    return "old-webhook-deliveries";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void work() throws InterruptedException {
    Optional<Instant> cutoff = retention.webhooks().cutoff(clock.instant());
    if (cutoff.isPresent()) {
      Batches.work(most -> steps.forget(cutoff.get(), most));
      Batches.work(most -> steps.forgetEndpoints(cutoff.get(), most));
    }
  }
}
