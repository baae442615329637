package tributary.flow.store;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tributary.flow.ImportTableView;
import tributary.landing.EntityName;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.spi.ColumnType;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/** A row of {@code import_table}. */
@Entity
@Table(name = "import_table")
class TableRecord {
  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "dataflow_id", updatable = false)
  private UUID dataflowId;

  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  @Column(name = "position")
  private int position;

  @Column(name = "table_schema")
  private String tableSchema;

  @Column(name = "table_name")
  private String tableName;

  @Column(name = "file_name")
  private String fileName;

  @Column(name = "selected")
  private boolean selected;

  @Column(name = "holds_name")
  private boolean holdsName;

  @Column(name = "purpose")
  private String purpose;

  @Column(name = "entity_name")
  private String entityName;

  @Column(name = "options")
  @Convert(converter = TextMapColumn.class)
  private Map<String, String> options;

  @Column(name = "column_types")
  @Convert(converter = TextMapColumn.class)
  private Map<String, String> columnTypes;

  @Column(name = "misfits")
  private String misfits;

  @Column(name = "key_columns")
  @Convert(converter = TextListColumn.class)
  private List<String> key;

  protected TableRecord() {}

  TableRecord(String tenantId, UUID dataflowId, UUID id) {
    this.tenantId = tenantId;
    this.dataflowId = dataflowId;
    this.id = id;
  }

  UUID id() {
    return id;
  }

  String entityName() {
    return entityName;
  }

  void take(StoredTable table, int place) {
    ImportTableView view = table.view();
    position = place;
    tableSchema = view.table().schema();
    tableName = view.table().name();
    fileName = view.fileName();
    selected = view.selected();
    holdsName = table.holdsName();
    purpose = view.purpose().name();
    entityName = view.entityName().value();
    options = view.options().values();
    // changes are found when the field is set, so it is set to a map that is complete
    Map<String, String> types = new LinkedHashMap<>();
    view.columnTypes().forEach((column, type) -> types.put(column, type.name()));
    columnTypes = types;
    misfits = view.misfits().name();
    key = view.key();
  }

  StoredTable stored() {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    columnTypes.forEach((column, type) -> types.put(column, ColumnType.valueOf(type)));
    return new StoredTable(
        new ImportTableView(
            id,
            new TableName(tableSchema, tableName),
            fileName,
            selected,
            Purpose.valueOf(purpose),
            new EntityName(entityName),
            new TableOptions(options),
            types,
            MisfitPolicy.valueOf(misfits),
            key),
        holdsName);
  }
}
