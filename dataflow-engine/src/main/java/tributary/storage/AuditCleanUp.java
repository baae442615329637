package tributary.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tributary.audit.OldEntries;
import tributary.chore.Batches;
import tributary.chore.Chore;
import tributary.retention.Retention;

/** Forgets entries of the audit after years. */
@ApplicationScoped
class AuditCleanUp implements Chore {
  private OldEntries entries;
  private Retention retention;
  private Clock clock;

  protected AuditCleanUp() {}

  @Inject
  AuditCleanUp(OldEntries entries, Retention retention, Clock clock) {
    this.entries = entries;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "clean-up-audit";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void work() throws InterruptedException {
    Optional<Instant> cutoff = retention.audit().cutoff(clock.instant());
    if (cutoff.isPresent()) {
      Batches.work(most -> entries.forget(cutoff.get(), most));
    }
  }
}
