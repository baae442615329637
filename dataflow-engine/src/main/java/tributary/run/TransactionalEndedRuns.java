package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.run.store.OldRuns;

/** Ended runs in the control tables. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class TransactionalEndedRuns implements EndedRuns {
  private OldRuns runs;

  protected TransactionalEndedRuns() {}

  @Inject
  TransactionalEndedRuns(OldRuns runs) {
    this.runs = runs;
  }

  @Override
  public List<EndedRun> older(
      Instant endedBefore, boolean onlyWebhooks, int lastKept, Optional<EndedRun> after, int most) {
    return runs.older(endedBefore, onlyWebhooks, lastKept, after, most);
  }

  @Override
  public void forget(Collection<UUID> ids) {
    runs.forget(ids);
  }

  @Override
  public List<UUID> giveUpRejects(Instant endedBefore, int most) {
    return runs.giveUpRejects(endedBefore, most);
  }

  @Override
  public void rejectsDropped(Collection<UUID> tableRuns) {
    runs.rejectsDropped(tableRuns);
  }
}
