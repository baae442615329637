package tributary.spi;

import java.util.Objects;

/**
 * A column of a table.
 *
 * @param name as the source writes it
 * @param type what its values are
 * @param nullable whether a value may be absent
 */
public record Column(String name, ColumnType type, boolean nullable) {
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }
}
