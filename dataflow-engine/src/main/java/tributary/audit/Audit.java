package tributary.audit;

import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** The append-only record of changes and of looks at data. */
public interface Audit {
  /**
   * Writes one entry, in the running transaction if there is one.
   *
   * @param action what was done, such as {@code dataflow.create} or {@code entity.preview}
   * @param subject the name of what it was done to; never content of a row, never a secret
   */
  void note(TenantId tenant, Actor actor, String action, String subject);
}
