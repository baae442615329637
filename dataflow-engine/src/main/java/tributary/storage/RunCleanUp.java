package tributary.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.chore.Batches;
import tributary.chore.Chore;
import tributary.landing.KeptRejects;
import tributary.landing.LandedHistory;
import tributary.retention.Retention;
import tributary.run.EndedRuns;
import tributary.run.EndedRuns.EndedRun;

/**
 * Forgets runs after a while, but for those that a rollback needs and the last of each dataflow.
 */
@ApplicationScoped
class RunCleanUp implements Chore {
  private static final System.Logger LOG = System.getLogger(RunCleanUp.class.getName());
  private static final int AT_ONCE = 100;
  private static final int STEPS = 100;

  private EndedRuns runs;
  private LandedHistory landed;
  private KeptRejects rejects;
  private Retention retention;
  private Clock clock;

  protected RunCleanUp() {}

  @Inject
  RunCleanUp(
      EndedRuns runs, LandedHistory landed, KeptRejects rejects, Retention retention, Clock clock) {
    this.runs = runs;
    this.landed = landed;
    this.rejects = rejects;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "clean-up-runs";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void work() throws InterruptedException {
    int forgotten =
        forget(retention.history().cutoff(clock.instant()), false)
            + forget(retention.webhookRuns().cutoff(clock.instant()), true);
    if (forgotten > 0) {
      LOG.log(System.Logger.Level.INFO, "Runs forgotten because of their age: {0}", forgotten);
    }
  }

  private int forget(Optional<Instant> cutoff, boolean onlyWebhooks) throws InterruptedException {
    if (cutoff.isEmpty()) {
      return 0;
    }
    int forgotten = 0;
    List<EndedRun> some = older(cutoff.get(), onlyWebhooks, Optional.empty());
    for (int step = 0; step < STEPS && !some.isEmpty(); step++) {
      forgotten += forget(some);
      some = older(cutoff.get(), onlyWebhooks, Optional.of(some.get(some.size() - 1)));
    }
    return forgotten;
  }

  private List<EndedRun> older(Instant cutoff, boolean onlyWebhooks, Optional<EndedRun> after)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return runs.older(cutoff, onlyWebhooks, retention.lastRuns(), after, AT_ONCE);
  }

  /** What stands beside the rows goes first: then a run that is still listed is found again. */
  private int forget(List<EndedRun> some) throws InterruptedException {
    Set<UUID> needed = landed.needed(some.stream().map(EndedRun::id).toList());
    List<EndedRun> going = some.stream().filter(run -> !needed.contains(run.id())).toList();
    List<UUID> ids = going.stream().map(EndedRun::id).toList();
    List<UUID> tables = going.stream().flatMap(run -> run.tableRuns().stream()).toList();
    if (Batches.work(most -> rejects.drop(tables, most)) == Batches.MOST) {
      return 0;
    }
    landed.forget(ids, tables);
    runs.forget(ids);
    return ids.size();
  }
}
