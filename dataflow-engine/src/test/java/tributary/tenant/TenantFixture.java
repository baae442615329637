package tributary.tenant;

import java.time.Clock;
import tributary.control.ControlDatabase;
import tributary.tenant.store.TenantStore;

/** The tenants feature, put together without a container. */
public final class TenantFixture {
  private TenantFixture() {}

  public static Tenants tenants(ControlDatabase database, Clock clock) {
    return database.transactional(
        Tenants.class, new HostedTenants(new TenantStore(database.entities()), clock));
  }
}
