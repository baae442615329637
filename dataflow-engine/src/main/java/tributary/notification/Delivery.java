package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import tributary.chore.Chore;
import tributary.telemetry.Telemetry;

/**
 * Delivers what the outbox holds. A message is taken in one transaction, carried with none open,
 * and its outcome noted in another: after a crash in between it is carried again, under the same
 * id.
 */
@ApplicationScoped
class Delivery implements Chore {
  static final int MOST_ATTEMPTS = 12;

  private static final int PART = 20;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  private DeliverySteps steps;
  private Post post;
  private Clock clock;
  private Telemetry telemetry;

  protected Delivery() {}

  @Inject
  Delivery(DeliverySteps steps, Post post, Clock clock, Telemetry telemetry) {
    this.steps = steps;
    this.post = post;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  @Override
  public String name() {
    return "notifications";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  @Override
  public void work() throws InterruptedException {
    for (Message message : steps.take(clock.instant(), PART)) {
      deliver(message);
    }
  }

  private void deliver(Message message) throws InterruptedException {
    try {
      post.carry(message);
      telemetry.notified(message.channel().name(), true);
      steps.delivered(message.id(), clock.instant());
    } catch (Undelivered e) {
      telemetry.notified(message.channel().name(), false);
      if (e.isHopeless() || message.attempts() >= MOST_ATTEMPTS) {
        steps.givenUp(message.id(), e.getMessage());
      } else {
        steps.failed(message.id(), e.getMessage());
      }
    }
  }

  /** Returns how long after this attempt the next one comes: half a minute, then twice as long. */
  static Duration pause(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
