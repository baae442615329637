package tributary.landing;

import java.util.Objects;
import java.util.UUID;

/**
 * Where a table of a dataflow lands.
 *
 * @param tableId the import table; stays the same when the entity is renamed
 * @param name what the entity is called
 * @param purpose which of the tenant's schemas it stands in
 */
public record EntityPlace(UUID tableId, EntityName name, Purpose purpose) {
  public EntityPlace {
    Objects.requireNonNull(tableId, "tableId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(purpose, "purpose");
  }
}
