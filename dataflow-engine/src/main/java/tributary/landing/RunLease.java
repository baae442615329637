package tributary.landing;

import java.util.Objects;
import java.util.UUID;

/**
 * A worker's hold on a run. Every write names it; one under an older token is refused.
 *
 * @param run which run
 * @param token grows each time a worker takes the run
 */
public record RunLease(UUID run, long token) {
  public RunLease {
    Objects.requireNonNull(run, "run");
  }
}
