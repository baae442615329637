package tributary.plugin.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tributary.plugin.dynamics.odata.ODataColumn;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.spi.ColumnType;

/**
 * Makes columns of what the service says of a table's attributes.
 *
 * @param table whose they are
 * @param attributes as listed
 */
record DynamicsColumns(DynamicsTable table, List<Map<String, String>> attributes) {
  private static final String TARGETS = "Targets";
  private static final String BEHAVIOUR = "DateTimeBehavior";
  private static final String BEHAVIOUR_VALUE = BEHAVIOUR + ".Value";

  static final List<String> ASKED =
      List.of(
          "LogicalName",
          "AttributeType",
          "AttributeTypeName",
          "AttributeOf",
          "IsValidForRead",
          TARGETS,
          BEHAVIOUR);
  static final List<String> FIELDS =
      List.of(
          "LogicalName",
          "AttributeType",
          "AttributeTypeName.Value",
          "AttributeOf",
          "IsValidForRead",
          TARGETS,
          BEHAVIOUR_VALUE);

  private static final String LABEL = "@OData.Community.Display.V1.FormattedValue";
  private static final String LOOKUP = "@Microsoft.Dynamics.CRM.lookuplogicalname";
  private static final Set<String> CHOICES = Set.of("Picklist", "State", "Status");
  private static final List<String> PREFERENCES =
      List.of(
          "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue,"
              + "Microsoft.Dynamics.CRM.lookuplogicalname\"");

  ODataTable table(boolean files) {
    List<ODataColumn> columns = new ArrayList<>();
    for (Map<String, String> attribute : attributes) {
      boolean read =
          !"false".equals(attribute.get("IsValidForRead")) && !attribute.containsKey("AttributeOf");
      if (read && attribute.containsKey("LogicalName")) {
        add(columns, attribute.get("LogicalName"), attribute, files);
      }
    }
    return new ODataTable(table.label(), table.set(), List.of(table.key()), columns, PREFERENCES);
  }

  private void add(
      List<ODataColumn> columns, String name, Map<String, String> attribute, boolean files) {
    String type = attribute.getOrDefault("AttributeType", "");
    switch (type) {
      case "Uniqueidentifier" ->
          columns.add(
              new ODataColumn(name, name, name, ColumnType.UUID, !name.equals(table.key())));
      case "String", "Memo", "EntityName" -> columns.add(ODataColumn.of(name, ColumnType.TEXT));
      case "Integer", "BigInt" -> columns.add(ODataColumn.of(name, ColumnType.WHOLE));
      case "Decimal", "Money" -> columns.add(ODataColumn.of(name, ColumnType.DECIMAL));
      case "Double" -> columns.add(ODataColumn.of(name, ColumnType.DOUBLE));
      case "Boolean" -> columns.add(ODataColumn.of(name, ColumnType.BOOLEAN));
      case "DateTime" -> columns.add(ODataColumn.of(name, moment(attribute)));
      case "Lookup", "Customer", "Owner" -> lookup(columns, name, type, attribute);
      case "Virtual" ->
          virtual(columns, name, attribute.getOrDefault("AttributeTypeName.Value", ""), files);
      default -> {
        if (CHOICES.contains(type)) {
          columns.add(ODataColumn.of(name, ColumnType.WHOLE));
          columns.add(label(name));
        }
      }
    }
  }

  private static ColumnType moment(Map<String, String> attribute) {
    return switch (attribute.getOrDefault(BEHAVIOUR_VALUE, "")) {
      case "DateOnly" -> ColumnType.DATE;
      case "TimeZoneIndependent" -> ColumnType.LOCAL_TIMESTAMP;
      default -> ColumnType.TIMESTAMP;
    };
  }

  private static void lookup(
      List<ODataColumn> columns, String name, String type, Map<String, String> attribute) {
    String property = "_" + name + "_value";
    columns.add(new ODataColumn(name, property, property, ColumnType.UUID, true));
    boolean several = !type.equals("Lookup") || attribute.getOrDefault(TARGETS, "").contains(",");
    if (several) {
      columns.add(
          new ODataColumn(name + "_table", property + LOOKUP, property, ColumnType.TEXT, true));
    }
  }

  private static ODataColumn label(String name) {
    return new ODataColumn(name + "_label", name + LABEL, name, ColumnType.TEXT, true);
  }

  private static void virtual(
      List<ODataColumn> columns, String name, String typeName, boolean files) {
    if (typeName.equals("MultiSelectPicklistType")) {
      columns.add(ODataColumn.of(name, ColumnType.TEXT));
      columns.add(label(name));
    } else if (files && typeName.equals("ImageType")) {
      columns.add(ODataColumn.of(name, ColumnType.BYTES));
    } else if (files && typeName.equals("FileType")) {
      columns.add(ODataColumn.of(name, ColumnType.UUID));
    }
  }
}
