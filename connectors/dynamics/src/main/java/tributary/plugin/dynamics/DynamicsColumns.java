package tributary.plugin.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tributary.plugin.dynamics.odata.ChoiceLabels;
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
  private static final String OPTIONS = "OptionSet.Options";
  private static final String VALUE = "Value";
  private static final String OF_USER = "Label.UserLocalizedLabel.Label";
  private static final String OF_ALL = "Label.LocalizedLabels";
  private static final String IN_ALL = "DisplayName.LocalizedLabels";

  static final List<String> ASKED =
      List.of(
          "LogicalName",
          "AttributeType",
          "AttributeTypeName",
          "AttributeOf",
          "IsValidForRead",
          "DisplayName",
          TARGETS,
          BEHAVIOUR,
          "OptionSet");
  static final List<String> FIELDS =
      List.of(
          "LogicalName",
          "AttributeType",
          "AttributeTypeName.Value",
          "AttributeOf",
          "IsValidForRead",
          DynamicsTables.LABEL,
          IN_ALL,
          TARGETS,
          BEHAVIOUR_VALUE,
          OPTIONS);

  private static final String LABEL = "@OData.Community.Display.V1.FormattedValue";
  private static final String LOOKUP = "@Microsoft.Dynamics.CRM.lookuplogicalname";
  private static final Set<String> CHOICES = Set.of("Picklist", "State", "Status");

  ODataTable table(boolean files) {
    List<ODataColumn> columns = new ArrayList<>();
    for (Map<String, String> attribute : attributes) {
      boolean read =
          !"false".equals(attribute.get("IsValidForRead")) && !attribute.containsKey("AttributeOf");
      if (read && attribute.containsKey("LogicalName")) {
        List<ODataColumn> made = new ArrayList<>();
        add(made, attribute.get("LogicalName"), attribute, files);
        made.forEach(column -> columns.add(called(column, attribute)));
      }
    }
    return new ODataTable(
        table.label(), table.set(), List.of(table.key()), columns, preferences(columns));
  }

  /** Nothing is told beside the values that no column shows. */
  private static List<String> preferences(List<ODataColumn> columns) {
    List<String> annotations =
        Stream.of(LABEL, LOOKUP)
            .filter(one -> columns.stream().anyMatch(column -> column.property().endsWith(one)))
            .map(one -> one.substring(1))
            .toList();
    return annotations.isEmpty()
        ? List.of()
        : List.of("odata.include-annotations=\"" + String.join(",", annotations) + "\"");
  }

  /** What stands beside an attribute is called by it: “Status Reason (label)”. */
  private static ODataColumn called(ODataColumn column, Map<String, String> attribute) {
    String words =
        Optional.ofNullable(attribute.get(DynamicsTables.LABEL))
            .or(() -> inAnyLanguage(attribute.get(IN_ALL), "“" + column.name() + "”"))
            .orElse("");
    String beside = column.name().substring(attribute.get("LogicalName").length());
    return words.isEmpty()
        ? column
        : column.called(beside.isEmpty() ? words : words + " (" + beside.substring(1) + ")");
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
      case "Virtual" -> virtual(columns, name, attribute, files);
      default -> {
        if (CHOICES.contains(type)) {
          columns.add(ODataColumn.of(name, ColumnType.WHOLE));
          columns.add(label(name, attribute));
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

  /** Where the metadata does not list what can be chosen, every row is asked for it. */
  private static ODataColumn label(String name, Map<String, String> attribute) {
    Map<String, String> options = options(name, attribute.getOrDefault(OPTIONS, "[]"));
    String column = name + "_label";
    return options.isEmpty()
        ? new ODataColumn(column, name + LABEL, name, ColumnType.TEXT, true)
        : new ODataColumn(column, name, name, ColumnType.TEXT, true)
            .showing(new ChoiceLabels(options));
  }

  private static Map<String, String> options(String name, String listed) {
    String what = "what “" + name + "” can be";
    Map<String, String> options = new HashMap<>();
    for (Map<String, String> one :
        DynamicsTables.listed(listed, List.of(VALUE, OF_USER, OF_ALL), what)) {
      Optional<String> label =
          Optional.ofNullable(one.get(OF_USER)).or(() -> inAnyLanguage(one.get(OF_ALL), what));
      if (label.isPresent() && one.containsKey(VALUE)) {
        options.put(one.get(VALUE), label.get());
      }
    }
    return options;
  }

  /** Who is signed in may have chosen a language that nobody wrote a label in. */
  private static Optional<String> inAnyLanguage(String listed, String what) {
    return listed == null
        ? Optional.empty()
        : DynamicsTables.listed(listed, List.of("Label"), what).stream()
            .findFirst()
            .map(first -> first.get("Label"));
  }

  private static void virtual(
      List<ODataColumn> columns, String name, Map<String, String> attribute, boolean files) {
    String typeName = attribute.getOrDefault("AttributeTypeName.Value", "");
    if (typeName.equals("MultiSelectPicklistType")) {
      columns.add(ODataColumn.of(name, ColumnType.TEXT));
      columns.add(label(name, attribute));
    } else if (files && typeName.equals("ImageType")) {
      columns.add(ODataColumn.of(name, ColumnType.BYTES));
    } else if (files && typeName.equals("FileType")) {
      columns.add(ODataColumn.of(name, ColumnType.UUID));
    }
  }
}
