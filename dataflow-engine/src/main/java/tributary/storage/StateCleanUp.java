package tributary.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tributary.chore.Batches;
import tributary.chore.Chore;
import tributary.landing.EarlierStates;
import tributary.retention.Retention;

/** Drops earlier states of entities, and before-images, that are too many or too old. */
@ApplicationScoped
class StateCleanUp implements Chore {
  private static final System.Logger LOG = System.getLogger(StateCleanUp.class.getName());

  private EarlierStates states;
  private Retention retention;
  private Clock clock;

  protected StateCleanUp() {}

  @Inject
  StateCleanUp(EarlierStates states, Retention retention, Clock clock) {
    this.states = states;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "clean-up-states";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(15);
  }

  @Override
  public void work() throws InterruptedException {
    Optional<Instant> cutoff = retention.rollback().cutoff(clock.instant());
    int dropped = Batches.work(most -> states.cleanUp(cutoff, most));
    if (dropped > 0) {
      LOG.log(System.Logger.Level.INFO, "Earlier states of entities dropped: {0}", dropped);
    }
  }
}
