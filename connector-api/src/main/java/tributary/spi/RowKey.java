package tributary.spi;

import java.util.List;

/**
 * The values of a row's key columns, as text, in the key's order.
 *
 * <p>In a {@link Change} and in {@link ReadRequest.ByKeys} it may hold only the first of the key's
 * columns: then it means every row that has these values there, such as all allergies of a patient.
 *
 * @param values one for each column of {@link TableLayout#key()}, or for the first of them; at
 *     least one
 */
public record RowKey(List<String> values) {
  public RowKey {
    values = List.copyOf(values);
  }

  /** Returns the key of these values. */
  public static RowKey of(String... values) {
    return new RowKey(List.of(values));
  }
}
