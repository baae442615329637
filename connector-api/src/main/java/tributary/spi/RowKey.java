package tributary.spi;

import java.util.List;

/**
 * The values of a row's key columns, as text, in the key's order.
 *
 * @param values one for each column of {@link TableLayout#key()}
 */
public record RowKey(List<String> values) {
  public RowKey {
    values = List.copyOf(values);
  }
}
