package tributary.schedule;

/**
 * How many scheduled runs of a dataflow failed in a row, after one more did.
 *
 * @param failures at least 1
 * @param pauseAfter how many pause the schedule; 0: none do
 * @param paused whether this one paused it
 */
public record FailureStreak(int failures, int pauseAfter, boolean paused) {
  /** Returns whether half the way to the pause is gone just now. */
  public boolean halfWay() {
    return !paused && pauseAfter > 1 && failures == (pauseAfter + 1) / 2;
  }
}
