package tributary.chore;

import java.time.Duration;

/**
 * Something that has to be done again and again, on one node at a time. Called on a thread of the
 * chores; must obey interruption. What it throws is logged, and it is called again.
 */
public interface Chore {
  /** Returns its name: letters and hyphens, never changed. */
  String name();

  /** Returns how long after its end it is done again. */
  Duration every();

  /** Does it once. */
  void work() throws InterruptedException;
}
