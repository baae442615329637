package tributary.chore;

/** Work of any size in small steps, each a transaction of its own. */
public final class Batches {
  /** How much a step does at most. */
  public static final int SIZE = 500;

  /** So that one chore does not keep the others waiting; the rest is done the next time. */
  private static final int STEPS = 200;

  /** How much is done in one go at most: then there may be more. */
  public static final int MOST = SIZE * STEPS;

  private Batches() {}

  /** A step. */
  public interface Step {
    /** Does at most so much; returns how much it did. */
    int take(int most);
  }

  /**
   * Repeats the step until there is nothing left to do or it is time for other chores.
   *
   * @return how much was done
   * @throws InterruptedException between two steps
   */
  public static int work(Step step) throws InterruptedException {
    int done = 0;
    for (int i = 0; i < STEPS; i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int now = step.take(SIZE);
      done += now;
      if (now < SIZE) {
        break;
      }
    }
    return done;
  }
}
