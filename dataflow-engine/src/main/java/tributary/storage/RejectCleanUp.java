package tributary.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.chore.Batches;
import tributary.chore.Chore;
import tributary.landing.KeptRejects;
import tributary.retention.Retention;
import tributary.run.EndedRuns;

/** Drops rejects after a while; their table runs go on telling how many there were. */
@ApplicationScoped
class RejectCleanUp implements Chore {
  private static final System.Logger LOG = System.getLogger(RejectCleanUp.class.getName());
  private static final int AT_ONCE = 50;

  private EndedRuns runs;
  private KeptRejects rejects;
  private Retention retention;
  private Clock clock;

  protected RejectCleanUp() {}

  @Inject
  RejectCleanUp(EndedRuns runs, KeptRejects rejects, Retention retention, Clock clock) {
    this.runs = runs;
    this.rejects = rejects;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "clean-up-rejects";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void work() throws InterruptedException {
    Optional<Instant> cutoff = retention.rejects().cutoff(clock.instant());
    if (cutoff.isEmpty()) {
      return;
    }
    List<UUID> tables = runs.giveUpRejects(cutoff.get(), AT_ONCE);
    while (!tables.isEmpty()) {
      List<UUID> some = tables;
      int dropped = Batches.work(most -> rejects.drop(some, most));
      LOG.log(System.Logger.Level.INFO, "Rejects dropped: {0}", dropped);
      if (dropped == Batches.MOST) {
        return; // there may be more of them: the next time goes on here
      }
      runs.rejectsDropped(some);
      tables = runs.giveUpRejects(cutoff.get(), AT_ONCE);
    }
  }
}
