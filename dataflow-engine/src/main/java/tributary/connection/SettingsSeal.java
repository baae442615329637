package tributary.connection;

import java.util.UUID;
import tributary.tenant.TenantId;

/** Makes settings fit to be kept: checked, with defaults, secrets sealed. */
public interface SettingsSeal {
  /**
   * Seals the settings of a draft for a dataflow. Secrets that the draft leaves out are taken over
   * from the dataflow that it names, as they are when that is the same dataflow.
   *
   * @param dataflow the dataflow that keeps them
   * @param label its name
   * @throws tributary.problem.Refusal INVALID with every field that is wrong
   */
  StoredConnection seal(TenantId tenant, UUID dataflow, String label, ConnectionDraft draft);
}
