package tributary.run;

import java.time.Duration;

/** How full the queue of the whole installation is. */
public interface RunBacklog {
  /**
   * Looks at it.
   *
   * @throws tributary.landing.LandingException when the database does not answer
   */
  Look look();

  /**
   * What there is.
   *
   * @param queued runs that no worker has taken yet
   * @param running runs that are read or published
   * @param waiting runs that wait for a person
   * @param oldestQueued how long the oldest queued run has waited; zero when none is queued
   */
  record Look(long queued, long running, long waiting, Duration oldestQueued) {}
}
