package tributary.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import tributary.chore.Batches;
import tributary.chore.Chore;
import tributary.disk.Disk;
import tributary.landing.EarlierStates;

/** Measures what states and the database use, so that nobody has to wait for it. */
@ApplicationScoped
class StateSizes implements Chore {
  private EarlierStates states;
  private Disk disk;

  protected StateSizes() {}

  @Inject
  StateSizes(EarlierStates states, Disk disk) {
    this.states = states;
    this.disk = disk;
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
    disk.databaseBytes();
    Batches.work(most -> states.measure(Optional.empty(), most));
  }
}
