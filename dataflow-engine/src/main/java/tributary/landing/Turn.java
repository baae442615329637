package tributary.landing;

/**
 * A batch's place among those of its split that are landed side by side: their rows are copied at
 * the same time, their checkpoints are written one after the other. Used by the landing, once each.
 */
public interface Turn {
  /** Says that this batch has all the locks it needs: the next one may begin. */
  void begun();

  /**
   * Waits until the batch before is durable.
   *
   * @throws LandingException when it does not become so
   */
  void await() throws InterruptedException;
}
