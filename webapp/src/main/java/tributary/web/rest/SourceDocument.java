package tributary.web.rest;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tributary.flow.DataflowView;
import tributary.flow.ImportTableView;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ReadKind;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;

/** What a source offers. */
final class SourceDocument {
  private SourceDocument() {}

  /**
   * A table of the source.
   *
   * @param suggestedEntityName what the entity is called, or could be
   * @param suggestedPurpose DATA or METADATA
   * @param parent the table whose rows these belong to; null when there is none
   * @param estimatedBytes null when not known
   * @param unreadable why it cannot be read; null when it can
   * @param changes how an incremental run comes to know what changed; null when nobody says
   * @param selected whether the dataflow's runs read it
   * @param entityName what the dataflow calls it; null when the dataflow does not know it
   * @param options the options it takes
   */
  record Table(
      String table,
      String fileName,
      String suggestedEntityName,
      TableDescriptor.SuggestedPurpose suggestedPurpose,
      String parent,
      Long estimatedBytes,
      String unreadable,
      TableDescriptor.Changes changes,
      boolean selected,
      String entityName,
      List<FieldDocument> options) {

    static Table of(TableDescriptor table, String suggested, DataflowView dataflow) {
      Optional<ImportTableView> known =
          dataflow.tables().stream()
              .filter(imported -> imported.table().equals(table.name()))
              .findFirst();
      return new Table(
          table.name().toString(),
          table.fileName(),
          known.map(found -> found.entityName().value()).orElse(suggested),
          table.suggestedPurpose(),
          table.parent().map(Object::toString).orElse(null),
          table.estimatedBytes().isPresent() ? table.estimatedBytes().getAsLong() : null,
          table.unreadable().orElse(null),
          table.changes().orElse(null),
          known.map(ImportTableView::selected).orElse(false),
          known.map(found -> found.entityName().value()).orElse(null),
          table.options().stream().map(FieldDocument::of).toList());
    }
  }

  /**
   * The columns of a table.
   *
   * @param key names of the columns that identify a row
   * @param detected options as they were found to be
   */
  record Layout(
      String table,
      List<ColumnDocument> columns,
      List<String> key,
      SortedSet<ReadKind> reads,
      boolean reportsDeletes,
      Long estimatedRows,
      TreeMap<String, String> detected) {

    static Layout of(String table, TableLayout layout) {
      return new Layout(
          table,
          layout.columns().stream().map(ColumnDocument::of).toList(),
          layout.key(),
          new TreeSet<>(layout.reads()),
          layout.reportsDeletes(),
          layout.estimatedRows().isPresent() ? layout.estimatedRows().getAsLong() : null,
          new TreeMap<>(layout.detected()));
    }
  }

  /**
   * A column of the source.
   *
   * @param label what people call it there; empty where the source tells none
   */
  record ColumnDocument(String name, ColumnType type, boolean nullable, String label) {
    static ColumnDocument of(Column column) {
      return new ColumnDocument(
          column.name(), column.type(), column.nullable(), column.label().orElse(""));
    }
  }

  /**
   * The outcome of a check.
   *
   * @param ok always true; a failed check is a problem document
   */
  record Check(boolean ok, List<Step> steps) {}

  /** One thing that was tried. */
  record Step(String name, String detail) {}
}
