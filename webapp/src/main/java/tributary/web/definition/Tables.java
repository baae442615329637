package tributary.web.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import tributary.flow.DataflowView;
import tributary.flow.ImportTableView;
import tributary.flow.TableChoice;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/**
 * Turns the tables of a document into choices: finds each by its written name, among the tables the
 * dataflow knows, else at the source, and fills in what is left out.
 */
final class Tables {
  private final Map<String, ImportTableView> known = new HashMap<>();
  private final Supplier<List<TableDescriptor>> discovery;
  private Map<String, TableDescriptor> discovered;

  /**
   * @param present the dataflow as it stands; empty for a new one
   * @param discovery asks the source, at most once, only when it must
   */
  Tables(Optional<DataflowView> present, Supplier<List<TableDescriptor>> discovery) {
    present
        .map(DataflowView::tables)
        .orElse(List.of())
        .forEach(table -> known.put(table.table().toString(), table));
    this.discovery = discovery;
  }

  /**
   * @param path of the list in the document, for problems
   */
  List<TableChoice> choices(String path, List<TableDefinition> definitions) {
    List<FieldProblem> problems = new ArrayList<>();
    List<TableChoice> choices = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      TableDefinition definition = definitions.get(i);
      String field = path + "[" + i + "]";
      if (definition == null || definition.table() == null || definition.table().isBlank()) {
        problems.add(
            FieldProblem.of(
                field + ".table", "REQUIRED", "Name the table, as the discovery writes it."));
      } else if (known.containsKey(definition.table())) {
        choices.add(changed(known.get(definition.table()), definition));
      } else if (discovered().containsKey(definition.table())) {
        choices.add(fresh(discovered().get(definition.table()), definition));
      } else {
        problems.add(unknown(field, definition.table()));
      }
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    return choices;
  }

  /** Finds one table by its written name. */
  TableName find(String table) {
    if (known.containsKey(table)) {
      return known.get(table).table();
    }
    if (!discovered().containsKey(table)) {
      throw Refusal.notFound("TABLE_UNKNOWN", unknown("", table).message());
    }
    return discovered().get(table).name();
  }

  private static FieldProblem unknown(String field, String table) {
    return FieldProblem.of(
        field + ".table",
        "TABLE_UNKNOWN",
        "The source has no table %s. Ask for its tables to see their names.".formatted(table));
  }

  private Map<String, TableDescriptor> discovered() {
    if (discovered == null) {
      discovered = new HashMap<>();
      discovery.get().forEach(table -> discovered.put(table.name().toString(), table));
    }
    return discovered;
  }

  private static TableChoice changed(ImportTableView table, TableDefinition given) {
    return new TableChoice(
        table.table(),
        given.selected() == null || given.selected(),
        Objects.requireNonNullElse(given.purpose(), table.purpose()),
        Objects.requireNonNullElse(given.entityName(), table.entityName().value()),
        given.options() == null ? table.options() : new TableOptions(Maps.given(given.options())),
        given.columnTypes() == null ? table.columnTypes() : Maps.given(given.columnTypes()),
        Objects.requireNonNullElse(given.misfits(), table.misfits()),
        Objects.requireNonNullElse(given.key(), table.key()));
  }

  private static TableChoice fresh(TableDescriptor table, TableDefinition given) {
    Purpose suggested =
        switch (table.suggestedPurpose()) {
          case DATA -> Purpose.DATA;
          case METADATA -> Purpose.METADATA;
        };
    return new TableChoice(
        table.name(),
        given.selected() == null || given.selected(),
        Objects.requireNonNullElse(given.purpose(), suggested),
        Objects.requireNonNullElse(given.entityName(), ""),
        new TableOptions(Maps.given(given.options())),
        Maps.given(given.columnTypes()),
        Objects.requireNonNullElse(given.misfits(), MisfitPolicy.KEEP_ROW),
        Objects.requireNonNullElse(given.key(), List.of()));
  }
}
