package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.sql.DataSource;
import tributary.landing.LandingPool;
import tributary.run.internal.Places;
import tributary.run.internal.Turns;

/** Gives turns by what stands in the database. */
@ApplicationScoped
class FairRunQueue implements RunQueue {
  private Places places;
  private QueueRules rules;

  protected FairRunQueue() {}

  @Inject
  FairRunQueue(@LandingPool DataSource pool, QueueRules rules) {
    this.places = new Places(pool);
    this.rules = rules;
  }

  @Override
  public void giveTurns() {
    Optional<String> closed = rules.closed();
    places.tell(places.giveTurns(all -> Turns.of(all, rules.limits(), closed)));
  }
}
