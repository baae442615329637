package tributary.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * A column of a table.
 *
 * @param name as the source writes it
 * @param type what its values are
 * @param nullable whether a value may be absent
 * @param label what people call it at the source, where the source tells that beside the name; it
 *     is shown and never taken for the name, and another one changes nothing of the column (since
 *     6)
 */
public record Column(String name, ColumnType type, boolean nullable, Optional<String> label) {
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(label, "label");
  }

  /** Makes a column of which the source tells its name alone. */
  public Column(String name, ColumnType type, boolean nullable) {
    this(name, type, nullable, Optional.empty());
  }
}
