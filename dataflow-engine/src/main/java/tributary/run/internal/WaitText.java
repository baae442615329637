package tributary.run.internal;

import java.util.Optional;

/** Why runs wait, for the people who wait for them. */
public final class WaitText {
  static final String NO_WORKER = "Waits for a worker: all are busy with other runs.";

  private WaitText() {}

  /**
   * Returns why a run waits for others; empty when it need not.
   *
   * @param ofTenant how many of its tenant read
   * @param ofConnection how many of them from the same connection
   */
  public static Optional<String> of(RunLimits limits, int ofTenant, int ofConnection) {
    if (ofTenant >= limits.perTenant()) {
      return Optional.of(
          ofTenant == 1
              ? "Waits: a run of this tenant is running."
              : "Waits: %d runs of this tenant are running.".formatted(ofTenant));
    }
    if (ofConnection >= limits.perConnection()) {
      return Optional.of(
          ofConnection == 1
              ? "Waits: a run reads from the same connection."
              : "Waits: %d runs read from the same connection.".formatted(ofConnection));
    }
    return Optional.empty();
  }
}
