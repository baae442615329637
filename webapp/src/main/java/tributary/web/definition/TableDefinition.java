package tributary.web.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import tributary.flow.ImportTableView;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.spi.ColumnType;

/**
 * One table of a dataflow's document. What is left out stays as it is, or is as the connector
 * suggests.
 *
 * @param table its name at the source
 * @param fileName its label at the source; only told, never taken
 * @param selected whether runs read it; left out: yes
 * @param purpose where it lands
 * @param entityName what it is called there
 * @param options how to read it
 * @param columnTypes source column name to type, for overridden columns
 * @param misfits what becomes of values that do not fit
 * @param key the columns that identify a row, as the source writes them; empty: the source's own
 *     key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableDefinition(
    String table,
    String fileName,
    Boolean selected,
    Purpose purpose,
    String entityName,
    Map<String, String> options,
    Map<String, ColumnType> columnTypes,
    MisfitPolicy misfits,
    List<String> key) {

  /** Returns the document of a table. */
  public static TableDefinition of(ImportTableView view) {
    return new TableDefinition(
        view.table().toString(),
        view.fileName(),
        view.selected(),
        view.purpose(),
        view.entityName().value(),
        Maps.sorted(view.options().values()),
        Maps.sorted(view.columnTypes()),
        view.misfits(),
        view.key());
  }
}
