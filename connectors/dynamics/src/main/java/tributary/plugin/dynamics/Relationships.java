package tributary.plugin.dynamics;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tributary.plugin.dynamics.odata.ODataColumn;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ReadKind;
import tributary.spi.TableDescriptor;
import tributary.spi.TableDescriptor.Changes;
import tributary.spi.TableDescriptor.SuggestedPurpose;
import tributary.spi.TableLayout;
import tributary.spi.TableName;

/**
 * Which column of which table points to which other, and which table ties which two: a table made
 * of the service's metadata. An incremental read takes all of it again.
 */
final class Relationships {
  private static final ODataColumn NAME_OF_ONE =
      new ODataColumn("SchemaName", "SchemaName", "SchemaName", ColumnType.TEXT, false);
  private static final ODataColumn KIND = ODataColumn.of("RelationshipType", ColumnType.TEXT);

  /** Columns that point: the many rows of one table to one of another. */
  static final ODataTable ONE_TO_MANY =
      table(
          "OneToMany",
          List.of(
              "ReferencedEntity",
              "ReferencedAttribute",
              "ReferencingEntity",
              "ReferencingAttribute"));

  /** Tables that tie: the many rows of one table to the many of another. */
  static final ODataTable MANY_TO_MANY =
      table(
          "ManyToMany",
          List.of(
              "Entity1LogicalName",
              "Entity1IntersectAttribute",
              "Entity2LogicalName",
              "Entity2IntersectAttribute",
              "IntersectEntityName"));

  private static final TableName NAME = new TableName("metadata", "relationships");

  private Relationships() {}

  private static ODataTable table(String kind, List<String> own) {
    List<ODataColumn> columns = new ArrayList<>(List.of(NAME_OF_ONE, KIND));
    own.forEach(name -> columns.add(ODataColumn.of(name, ColumnType.TEXT)));
    return new ODataTable(
        "Relationships",
        "RelationshipDefinitions/Microsoft.Dynamics.CRM." + kind + "RelationshipMetadata",
        List.of(NAME_OF_ONE.name()),
        columns,
        List.of());
  }

  /** Returns the table that an address asks for. */
  static ODataTable at(String path) {
    return path.contains("/" + MANY_TO_MANY.path()) ? MANY_TO_MANY : ONE_TO_MANY;
  }

  static boolean is(TableName name) {
    return NAME.equals(name);
  }

  static TableDescriptor descriptor() {
    return new TableDescriptor(
            NAME,
            "Relationships",
            "relationships",
            SuggestedPurpose.METADATA,
            Optional.empty(),
            List.of(),
            OptionalLong.empty(),
            Optional.empty())
        .withChanges(Changes.READ_AGAIN);
  }

  static TableLayout layout() {
    Set<Column> columns = new LinkedHashSet<>(ONE_TO_MANY.layout());
    columns.addAll(MANY_TO_MANY.layout());
    return new TableLayout(
        List.copyOf(columns),
        ONE_TO_MANY.key(),
        EnumSet.of(ReadKind.FULL, ReadKind.INCREMENTAL),
        false,
        OptionalLong.empty(),
        Map.of());
  }
}
