package tributary.landing;

import java.util.List;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** The landed entities of a tenant, for looking at. */
public interface Entities {
  /** Returns the entities, by name; those that were never published too. */
  List<EntityRow> all(TenantId tenant);

  /**
   * Returns one entity with its columns and history; the name in any case.
   *
   * @throws tributary.problem.Refusal when there is none
   */
  EntityDetail entity(TenantId tenant, String name);

  /**
   * Returns the first rows, values as text. Audited.
   *
   * @param limit at most 1,000
   */
  EntityPreview preview(TenantId tenant, Actor actor, String name, int limit);

  /** The columns that every entity has beside its own. */
  List<String> SYSTEM_COLUMNS = List.of("_run_id", "_loaded_at", "_source", "_issues");
}
