package tributary.landing;

import java.time.Duration;
import java.util.Objects;

/**
 * How a dataflow's entities are kept.
 *
 * @param deletes what an incremental run does with rows that are gone
 * @param drift what becomes of changed columns
 * @param guardPercent a publish after which an entity has lost more than this share of its rows
 *     waits for a person; 100: never
 * @param rejectPercent a table with a larger share of rejects fails; 100: never
 * @param rejectRows a table with more rejects fails; −1: never
 * @param lookBackMinutes how much earlier than its cursor an incremental read begins
 * @param publish what becomes of a run's other tables when one of them fails
 */
public record Policies(
    DeletePolicy deletes,
    DriftPolicy drift,
    int guardPercent,
    int rejectPercent,
    long rejectRows,
    int lookBackMinutes,
    PublishPolicy publish) {
  /** The most that a look-back may be: a week. */
  public static final int MOST_LOOK_BACK = 7 * 24 * 60;

  /** What holds when nobody chose. */
  public static final Policies DEFAULT =
      new Policies(DeletePolicy.REMOVE, DriftPolicy.APPLY, 50, 100, -1, 10);

  /** Makes policies by which each table is published for itself. */
  public Policies(
      DeletePolicy deletes,
      DriftPolicy drift,
      int guardPercent,
      int rejectPercent,
      long rejectRows,
      int lookBackMinutes) {
    this(
        deletes,
        drift,
        guardPercent,
        rejectPercent,
        rejectRows,
        lookBackMinutes,
        PublishPolicy.EACH);
  }

  public Policies {
    Objects.requireNonNull(deletes, "deletes");
    Objects.requireNonNull(drift, "drift");
    Objects.requireNonNull(publish, "publish");
    if (guardPercent < 0
        || guardPercent > 100
        || rejectPercent < 0
        || rejectPercent > 100
        || rejectRows < -1
        || lookBackMinutes < 0
        || lookBackMinutes > MOST_LOOK_BACK) {
      throw new IllegalArgumentException(
          "Not policies: %d, %d, %d, %d"
              .formatted(guardPercent, rejectPercent, rejectRows, lookBackMinutes));
    }
  }

  /** Returns how much earlier an incremental read begins. */
  public Duration lookBack() {
    return Duration.ofMinutes(lookBackMinutes);
  }

  /** Returns whether there is a limit of rejects. */
  public boolean limitsRejects() {
    return rejectRows >= 0 || rejectPercent < 100;
  }

  /** Returns whether so many rejects among so many rows are too many. */
  public boolean tooManyRejects(long rejected, long read) {
    return rejectRows >= 0 && rejected > rejectRows
        || rejectPercent < 100 && rejected * 100.0 > read * (double) rejectPercent;
  }

  /** Returns whether a fall from so many rows to so many waits for a person. */
  public boolean tooFewLeft(long before, long after) {
    return guardPercent < 100 && (before - after) * 100.0 > before * (double) guardPercent;
  }
}
