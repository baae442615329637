package tributary.sandbox.dataverse;

import java.time.Duration;

/**
 * How the rows of a table came, where not evenly: of the first nobody knows when, and some came
 * together, as when another system was taken over. No row came before one with a lower number.
 *
 * @param unknown how many rows have no time of creation
 * @param first the number of the first row that came together with others
 * @param count how many came together
 * @param within how long they took; not longer than their count of rows takes otherwise
 */
public record Arrivals(long unknown, long first, long count, Duration within) {
  static final Arrivals EVEN = new Arrivals(0, 0, 0, Duration.ZERO);

  public Arrivals {
    if (unknown < 0 || first < 0 || count < 0 || within.isNegative()) {
      throw new IllegalArgumentException("No arrivals: " + unknown + ", " + first + ", " + count);
    }
  }

  boolean isUnknown(long index) {
    return index < unknown;
  }

  boolean isTogether(long index) {
    return index >= first && index < first + count;
  }

  /** Returns after how many seconds it came, behind the first of those who came together. */
  long secondsBehind(long index) {
    return (long) ((double) (index - first) / count * within.toSeconds());
  }
}
