package tributary.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import tributary.chore.Chore;
import tributary.run.RunQueue;

/** Lets waiting runs begin when something else than the end of a run allows it. */
@ApplicationScoped
class QueueTurns implements Chore {
  private RunQueue queue;

  protected QueueTurns() {}

  @Inject
  QueueTurns(RunQueue queue) {
    this.queue = queue;
  }

  @Override
  public String name() {
    return "queue-turns";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  @Override
  public void work() {
    queue.giveTurns();
  }
}
