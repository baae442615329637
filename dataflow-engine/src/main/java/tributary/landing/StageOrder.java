package tributary.landing;

import java.util.Map;
import java.util.UUID;
import tributary.spi.ColumnType;
import tributary.spi.TableLayout;
import tributary.tenant.TenantId;

/**
 * What to make a new generation for.
 *
 * @param tenant whose entity
 * @param dataflow which dataflow fills it
 * @param dataflowName its name
 * @param tableRun the table run that loads it
 * @param place the entity
 * @param fileName the table at the source
 * @param misfits what becomes of values that do not fit
 * @param layout how the source's rows look now
 * @param columnTypes source column name to type, for overridden columns
 * @param refreshing how the entity is refreshed
 */
public record StageOrder(
    TenantId tenant,
    UUID dataflow,
    String dataflowName,
    UUID tableRun,
    EntityPlace place,
    String fileName,
    MisfitPolicy misfits,
    TableLayout layout,
    Map<String, ColumnType> columnTypes,
    Refreshing refreshing) {
  public StageOrder {
    columnTypes = Map.copyOf(columnTypes);
  }
}
