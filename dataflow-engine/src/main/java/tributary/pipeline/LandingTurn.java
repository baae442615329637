package tributary.pipeline;

import java.util.concurrent.CountDownLatch;
import tributary.landing.LandingException;
import tributary.landing.Turn;

/** The turns of one attempt's batches, each behind the one before. */
final class LandingTurn implements Turn {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean durable;

  /** Null for the first, and for one that need not look back any more. */
  private LandingTurn before;

  LandingTurn(LandingTurn before) {
    this.before = before;
  }

  /** Waits until the batch before has its locks: one that waits here holds nothing. */
  void awaitStart() throws InterruptedException {
    if (before != null) {
      before.begun.await();
    }
  }

  @Override
  public void begun() {
    begun.countDown();
  }

  @Override
  public void await() throws InterruptedException {
    if (before == null) {
      return;
    }
    before.ended.await();
    if (!before.durable) {
      throw new LandingException(
          LandingException.Kind.DEFECT, "", "The rows before these could not be kept.");
    }
    before = null;
  }

  /** Says that the batch is durable. */
  void succeeded() {
    durable = true;
  }

  /** Says that nothing of the batch is under way any more. */
  void over() {
    begun.countDown();
    ended.countDown();
    before = null;
  }
}
