package tributary.spi;

import java.util.Objects;

/**
 * Names a table within one connection, the same from one discovery to the next.
 *
 * @param schema the group it stands in at the source; empty where the source has none
 * @param name its name in that group; not empty
 */
public record TableName(String schema, String name) {
  public TableName {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(name, "name");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A table's name is not empty");
    }
  }

  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "/" + name;
  }
}
