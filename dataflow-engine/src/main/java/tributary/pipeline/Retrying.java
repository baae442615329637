package tributary.pipeline;

import java.time.Duration;
import java.util.Objects;
import tributary.spi.ConnectorException;

/** Makes a call to a source again when its failure may pass. */
public final class Retrying {
  private final RetryPolicy policy;
  private final RetryPolicy.Sleeper sleeper;

  public Retrying(RetryPolicy policy, RetryPolicy.Sleeper sleeper) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
  }

  /** A call to a source. */
  public interface Call<T> {
    T make() throws InterruptedException;
  }

  /**
   * Makes the call until it succeeds or the policy has enough.
   *
   * @throws ConnectorException the last failure
   */
  public <T> T call(Call<T> call) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return call.make();
      } catch (ConnectorException e) {
        Duration pause =
            policy.pause(e.code().kind(), failures, e.retryAfter()).orElseThrow(() -> e);
        sleeper.sleep(pause);
      }
    }
  }
}
