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
  public WorkerSettings {
    if (tables < 1 || splits < 1 || stall.isNegative() || stall.isZero()) {
      throw new IllegalArgumentException("Not settings: " + tables + ", " + splits + ", " + stall);
    }
  }
}
