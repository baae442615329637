package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.chore.Chore;

/** Forgets notifications after a while. */
@ApplicationScoped
class OldNotifications implements Chore {
  private DeliverySteps steps;
  private Clock clock;
  private Duration kept;

  protected OldNotifications() {}

  @Inject
  OldNotifications(
      DeliverySteps steps,
      Clock clock,
      @ConfigProperty(name = "tributary.notification.history", defaultValue = "P30D")
          Duration kept) {
    this.steps = steps;
    this.clock = clock;
    this.kept = kept;
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
  public void work() {
    steps.forget(clock.instant().minus(kept));
  }
}
