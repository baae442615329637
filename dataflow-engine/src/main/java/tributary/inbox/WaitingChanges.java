package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import tributary.chore.Chore;
import tributary.inbox.store.ChangeStore;

/** Finds what waits although nobody tends to it: after a crash, or after a pause. */
@ApplicationScoped
class WaitingChanges implements Chore {
  private static final int PART = 200;

  private PendingChanges pending;
  private ChangeStarter starter;

  protected WaitingChanges() {}

  @Inject
  WaitingChanges(PendingChanges pending, ChangeStarter starter) {
    this.pending = pending;
    this.starter = starter;
  }

  @Override
  public String name() {
    return "webhook-changes";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void work() throws InterruptedException {
    for (ChangeStore.Waiting one : pending.waiting(PART)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      starter.begin(one.tenant(), one.dataflow());
    }
  }
}
