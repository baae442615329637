package tributary.run.internal;

import java.time.Duration;
import tributary.landing.BatchLimits;
import tributary.pipeline.RetryPolicy;

/**
 * How a worker works.
 *
 * @param tables how many tables of a run are loaded at a time
 * @param splits how many splits of a run are read at a time
 * @param limits how large batches and rows may be
 * @param retry what is tried again
 * @param sleeper how it waits
 * @param stall how long a table may make no progress
 */
public record WorkerSettings(
    int tables,
    int splits,
    BatchLimits limits,
    RetryPolicy retry,
    RetryPolicy.Sleeper sleeper,
    Duration stall) {
  /** Tables of single rows that are read at a time: each is mostly a wait for somebody else. */
  private static final int FEW_TABLES = 4;

  public WorkerSettings {
    if (tables < 1 || splits < 1 || stall.isNegative() || stall.isZero()) {
      throw new IllegalArgumentException("Not settings: " + tables + ", " + splits + ", " + stall);
    }
  }

  /** Returns the settings for a run that reads single rows of each table. */
  WorkerSettings forSingleRows() {
    return new WorkerSettings(
        Math.max(tables, FEW_TABLES), Math.max(splits, FEW_TABLES), limits, retry, sleeper, stall);
  }

  /** Returns the settings for a source whose readers mostly wait. */
  WorkerSettings forWaitingReaders() {
    return new WorkerSettings(tables, 2 * splits, limits, retry, sleeper, stall);
  }
}
