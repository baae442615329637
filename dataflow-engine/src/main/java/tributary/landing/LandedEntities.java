package tributary.landing;

import java.util.List;
import java.util.UUID;
import tributary.tenant.TenantId;

/**
 * Keeps what has landed in step with what a person changes about a dataflow. Works in a transaction
 * of its own, never in the caller's. Each call may be repeated.
 */
public interface LandedEntities {
  /**
   * Gives the landed entities of a dataflow these names and schemas, in one transaction; names may
   * change places. A table that never landed is passed over, an entity that is not listed stays as
   * it is.
   */
  void align(TenantId tenant, UUID dataflow, List<EntityPlace> places);

  /** Drops all entities of a dataflow with their data, kept generations included. */
  void remove(TenantId tenant, UUID dataflow);

  /**
   * Returns the views of the tenant, as SQL writes them, that read an entity of this dataflow and
   * so keep it from being removed; in the order of their names.
   */
  List<String> dependents(TenantId tenant, UUID dataflow);
}
