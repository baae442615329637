package tributary.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.connection.OptionRules;
import tributary.flow.store.StoredTable;
import tributary.landing.EntityName;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.problem.FieldProblem;
import tributary.spi.TableDescriptor;
import tributary.spi.TableDescriptor.SuggestedPurpose;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/**
 * Brings together what the source offers, what is saved and what a person chose. A saved table that
 * the source no longer has stays, so that its entity is not forgotten.
 */
final class TableSelection {
  private final Map<TableName, TableDescriptor> offered = new LinkedHashMap<>();
  private final Map<TableName, StoredTable> current = new LinkedHashMap<>();
  private final TakenNames taken;

  /**
   * @param offered what the source has now
   * @param current the dataflow's tables so far; none for a new one
   * @param taken what other dataflows hold; takes what this one is going to hold
   */
  TableSelection(List<TableDescriptor> offered, List<StoredTable> current, TakenNames taken) {
    offered.forEach(table -> this.offered.put(table.name(), table));
    current.forEach(table -> this.current.put(table.view().table(), table));
    this.taken = taken;
  }

  /** Returns what is wrong with the choices, entity names apart. */
  List<FieldProblem> problems(List<TableChoice> choices) {
    List<FieldProblem> problems = new ArrayList<>();
    Set<TableName> seen = new HashSet<>();
    for (int i = 0; i < choices.size(); i++) {
      TableChoice choice = choices.get(i);
      String path = "tables[" + i + "]";
      TableDescriptor table = offered.get(choice.table());
      if (!seen.add(choice.table())) {
        problems.add(
            FieldProblem.of(
                path + ".table",
                "TABLE_TWICE",
                "The table “" + choice.table() + "” is listed twice. Leave one out."));
      } else if (table != null) {
        problems.addAll(problems(path, choice, table));
      } else if (!current.containsKey(choice.table())) {
        problems.add(FieldProblem.of(path + ".table", "TABLE_NOT_FOUND", notFound(choice.table())));
      }
    }
    return problems;
  }

  private static List<FieldProblem> problems(
      String path, TableChoice choice, TableDescriptor table) {
    List<FieldProblem> problems = new ArrayList<>();
    if (choice.selected() && table.unreadable().isPresent()) {
      problems.add(
          FieldProblem.of(
              path + ".selected",
              "TABLE_UNREADABLE",
              "The table “"
                  + table.name()
                  + "” cannot be read: "
                  + table.unreadable().get()
                  + " Clear its selection or mend it at the source."));
    }
    problems.addAll(
        OptionRules.problems(
            "The table “" + table.name() + "”",
            path + ".options",
            table.options(),
            choice.options().values()));
    return problems;
  }

  private String notFound(TableName name) {
    String known =
        offered.isEmpty()
            ? "It has none."
            : "It has: "
                + offered.keySet().stream()
                    .limit(10)
                    .map(TableName::toString)
                    .collect(Collectors.joining(", "))
                + (offered.size() > 10 ? " and " + (offered.size() - 10) + " more." : ".");
    return "The source has no table “" + name + "”. " + known;
  }

  /** Returns the tables when nobody chose: every readable one, as the source suggests. */
  List<StoredTable> everything() {
    return offered.values().stream()
        .map(table -> suggested(table, table.unreadable().isEmpty()))
        .toList();
  }

  /**
   * Returns the tables as chosen; what is not listed is not selected. A saved table that the source
   * does not offer just now keeps what was chosen before, unless it is listed.
   */
  List<StoredTable> chosen(List<TableChoice> choices) {
    Map<TableName, TableChoice> byTable = new HashMap<>();
    choices.forEach(choice -> byTable.put(choice.table(), choice));
    reserve(byTable);
    List<StoredTable> tables = new ArrayList<>();
    for (TableDescriptor table : offered.values()) {
      TableChoice choice = byTable.get(table.name());
      StoredTable before = current.get(table.name());
      if (choice != null) {
        tables.add(chosen(choice, table.fileName(), table.suggestedEntity()));
      } else {
        tables.add(before == null ? suggested(table, false) : deselected(before, table.fileName()));
      }
    }
    for (StoredTable gone : current.values()) {
      if (!offered.containsKey(gone.view().table())) {
        TableChoice choice = byTable.get(gone.view().table());
        String fileName = gone.view().fileName();
        tables.add(choice == null ? gone : chosen(choice, fileName, fileName));
      }
    }
    return tables;
  }

  /** Keeps the names that are given or held from being suggested for another table. */
  private void reserve(Map<TableName, TableChoice> choices) {
    choices.values().forEach(choice -> taken.take(choice.entityName()));
    current.values().stream()
        .filter(StoredTable::holdsName)
        .forEach(table -> taken.take(table.view().entityName().relation()));
  }

  private StoredTable chosen(TableChoice choice, String fileName, String suggestedEntity) {
    StoredTable before = current.get(choice.table());
    boolean holdsName = choice.selected() || (before != null && before.holdsName());
    EntityName name;
    if (!choice.entityName().isBlank() && EntityName.isValid(choice.entityName())) {
      name = new EntityName(choice.entityName());
    } else if (before != null && before.holdsName()) {
      name = before.view().entityName();
    } else {
      name = derived(suggestedEntity, holdsName);
    }
    return new StoredTable(
        new ImportTableView(
            before == null ? UUID.randomUUID() : before.view().id(),
            choice.table(),
            fileName,
            choice.selected(),
            choice.purpose(),
            name,
            choice.options(),
            choice.columnTypes(),
            choice.misfits(),
            choice.key()),
        holdsName);
  }

  private static StoredTable deselected(StoredTable before, String fileName) {
    ImportTableView view = before.view();
    return new StoredTable(
        new ImportTableView(
            view.id(),
            view.table(),
            fileName,
            false,
            view.purpose(),
            view.entityName(),
            view.options(),
            view.columnTypes(),
            view.misfits(),
            view.key()),
        before.holdsName());
  }

  private StoredTable suggested(TableDescriptor table, boolean selected) {
    return new StoredTable(
        new ImportTableView(
            UUID.randomUUID(),
            table.name(),
            table.fileName(),
            selected,
            table.suggestedPurpose() == SuggestedPurpose.METADATA ? Purpose.METADATA : Purpose.DATA,
            derived(table.suggestedEntity(), selected),
            TableOptions.NONE,
            Map.of(),
            MisfitPolicy.KEEP_ROW,
            List.of()),
        selected);
  }

  private EntityName derived(String suggestedEntity, boolean holdsName) {
    String name = NameRules.freeEntityName(Suggestion.entityName(suggestedEntity), taken);
    if (holdsName) {
      taken.take(name);
    }
    return new EntityName(name);
  }
}
