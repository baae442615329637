package tributary.storage;

import tributary.landing.StorageQuery;
import tributary.tenant.TenantId;

/** What uses how much, and what the next clean-up removes. A tenant sees its own only. */
public interface Storage {
  /** Returns what is used, with the part of the entities that the query asks for. */
  StorageReport report(TenantId tenant, StorageQuery query);
}
