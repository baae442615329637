package tributary.spi;

import java.util.Map;
import java.util.Optional;

/**
 * The values a person chose for a table's options; what is not here has its default.
 *
 * @param values option key to value
 */
public record TableOptions(Map<String, String> values) {
  /** No option differs from its default. */
  public static final TableOptions NONE = new TableOptions(Map.of());

  public TableOptions {
    values = Map.copyOf(values);
  }

  /** Returns the chosen value of this option, if one was chosen. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
