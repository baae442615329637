package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;
import tributary.problem.Refusal;
import tributary.run.store.RunQueries;
import tributary.tenant.TenantId;

/** Looks into the control tables. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class FreshRunLook implements RunLook {
  private RunQueries queries;

  protected FreshRunLook() {}

  @Inject
  FreshRunLook(RunQueries queries) {
    this.queries = queries;
  }

  @Override
  public RunStatus status(TenantId tenant, UUID run) {
    return queries
        .status(tenant, run)
        .orElseThrow(() -> Refusal.notFound("NO_SUCH_RUN", "There is no such run."));
  }
}
