package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tributary.problem.Refusal;
import tributary.tenant.TenantId;

/**
 * Lets what waits be read at once, by one thread for each dataflow: the others leave it to that one
 * or to the end of the run that it finds. What is missed so, a chore finds within a second.
 */
@ApplicationScoped
class ChangeStarter {
  private static final System.Logger LOG = System.getLogger(ChangeStarter.class.getName());

  private final Set<UUID> beginning = ConcurrentHashMap.newKeySet();
  private PendingChanges pending;

  protected ChangeStarter() {}

  @Inject
  ChangeStarter(PendingChanges pending) {
    this.pending = pending;
  }

  /** Tries; a failure is logged, since what waits is stored. */
  public void begin(TenantId tenant, UUID dataflow) {
    if (!beginning.add(dataflow)) {
      return;
    }
    try {
      pending.begin(tenant, dataflow);
    } catch (Refusal removed) {
      LOG.log(System.Logger.Level.DEBUG, "Dataflow {0} is no longer there", dataflow);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Rows of dataflow " + dataflow + " that events named are not read yet",
          e);
    } finally {
      beginning.remove(dataflow);
    }
  }
}
