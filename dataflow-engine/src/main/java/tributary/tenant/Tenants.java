package tributary.tenant;

import java.util.List;

/** The organisations hosted here. */
public interface Tenants {
  /** Returns all tenants, by name. */
  List<TenantView> all();

  /** Makes the tenant unless it is there. */
  void ensure(TenantId tenant, String displayName);
}
