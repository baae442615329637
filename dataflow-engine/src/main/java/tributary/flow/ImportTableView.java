package tributary.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import tributary.landing.EntityName;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.spi.ColumnType;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/**
 * A table of a dataflow.
 *
 * @param id never changes, not even when the entity is renamed: the landing's name for the entity
 * @param table at the source
 * @param fileName the label at the source
 * @param selected whether runs read it
 * @param purpose where it lands
 * @param entityName what it is called there
 * @param options how to read it
 * @param columnTypes source column name to type, for overridden columns
 * @param misfits what becomes of values that do not fit
 * @param key the columns that a person chose as key, as the source writes them; empty: the source's
 *     own key, where it has one
 */
public record ImportTableView(
    UUID id,
    TableName table,
    String fileName,
    boolean selected,
    Purpose purpose,
    EntityName entityName,
    TableOptions options,
    Map<String, ColumnType> columnTypes,
    MisfitPolicy misfits,
    List<String> key) {
  public ImportTableView {
    key = List.copyOf(key);
  }
}
