package tributary.plugin.dynamics;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tributary.plugin.dynamics.odata.ODataColumn;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.spi.ColumnType;
import tributary.spi.ReadKind;
import tributary.spi.TableDescriptor;
import tributary.spi.TableDescriptor.SuggestedPurpose;
import tributary.spi.TableLayout;
import tributary.spi.TableName;

/**
 * Which column of which table points to which other: a table made of the service's metadata. An
 * incremental read takes all of it again.
 */
final class Relationships {
  static final ODataTable TABLE =
      new ODataTable(
          "Relationships",
          "RelationshipDefinitions/Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata",
          List.of("SchemaName"),
          List.of(
              new ODataColumn("SchemaName", "SchemaName", "SchemaName", ColumnType.TEXT, false),
              ODataColumn.of("ReferencedEntity", ColumnType.TEXT),
              ODataColumn.of("ReferencedAttribute", ColumnType.TEXT),
              ODataColumn.of("ReferencingEntity", ColumnType.TEXT),
              ODataColumn.of("ReferencingAttribute", ColumnType.TEXT)),
          List.of());

  private static final TableName NAME = new TableName("metadata", "relationships");

  private Relationships() {}

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
        Optional.empty());
  }

  static TableLayout layout() {
    return new TableLayout(
        TABLE.layout(),
        TABLE.key(),
        EnumSet.of(ReadKind.FULL, ReadKind.INCREMENTAL),
        false,
        OptionalLong.empty(),
        Map.of());
  }
}
