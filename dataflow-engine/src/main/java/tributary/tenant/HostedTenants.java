package tributary.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import tributary.tenant.store.TenantStore;

/** The tenants in the control tables. */
@ApplicationScoped
@Transactional
class HostedTenants implements Tenants {
  private TenantStore store;
  private Clock clock;

  protected HostedTenants() {}

  @Inject
  HostedTenants(TenantStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<TenantView> all() {
    return store.all();
  }

  @Override
  public void ensure(TenantId tenant, String displayName) {
    store.ensure(tenant, displayName, clock.instant());
  }
}
