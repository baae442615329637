package tributary.landing;

import java.util.Objects;
import tributary.spi.ColumnType;

/**
 * A column as it is loaded.
 *
 * @param sourceName as the source writes it; may be empty or repeated
 * @param name in PostgreSQL, unique in the entity
 * @param type what its values are
 */
public record PlannedColumn(String sourceName, String name, ColumnType type) {
  public PlannedColumn {
    Objects.requireNonNull(sourceName, "sourceName");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }
}
