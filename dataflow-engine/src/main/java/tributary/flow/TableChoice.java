package tributary.flow;

import java.util.List;
import java.util.Map;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.spi.ColumnType;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/**
 * What a person chose for one table, as given: the entity name may still be wrong or taken.
 *
 * @param table which table
 * @param selected whether runs read it
 * @param purpose where it lands
 * @param entityName what it is called there; empty: derived from the table
 * @param options how to read it
 * @param columnTypes source column name to type, for the columns whose found type is overridden
 * @param misfits what becomes of values that do not fit
 * @param key the columns that identify a row, as the source writes them; empty: the source's own
 */
public record TableChoice(
    TableName table,
    boolean selected,
    Purpose purpose,
    String entityName,
    TableOptions options,
    Map<String, ColumnType> columnTypes,
    MisfitPolicy misfits,
    List<String> key) {
  public TableChoice {
    columnTypes = Map.copyOf(columnTypes);
    key = List.copyOf(key);
  }

  /** Makes a choice that leaves the key to the source. */
  public TableChoice(
      TableName table,
      boolean selected,
      Purpose purpose,
      String entityName,
      TableOptions options,
      Map<String, ColumnType> columnTypes,
      MisfitPolicy misfits) {
    this(table, selected, purpose, entityName, options, columnTypes, misfits, List.of());
  }
}
