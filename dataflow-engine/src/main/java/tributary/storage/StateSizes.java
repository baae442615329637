package tributary.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import tributary.chore.Batches;
import tributary.chore.Chore;
import tributary.landing.EarlierStates;

/** Measures what states use, so that nobody has to wait for it. */
@ApplicationScoped
class StateSizes implements Chore {
  private EarlierStates states;

  protected StateSizes() {}

  @Inject
  StateSizes(EarlierStates states) {
    this.states = states;
  }

  @Override
  public String name() {
    return "measure-states";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void work() throws InterruptedException {
    Batches.work(most -> states.measure(Optional.empty(), most));
  }
}
