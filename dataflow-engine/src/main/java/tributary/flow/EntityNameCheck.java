package tributary.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.flow.store.StoredTable;
import tributary.problem.FieldProblem;
import tributary.spi.TableName;

/** Checks that the chosen entity names are valid and unique in the tenant. */
final class EntityNameCheck {
  private final Map<String, String> takenElsewhere;
  private final Map<TableName, StoredTable> current = new HashMap<>();

  /**
   * @param takenElsewhere names that other dataflows hold, in lower case, with whose
   * @param current the dataflow's tables so far; none for a new one
   */
  EntityNameCheck(Map<String, String> takenElsewhere, List<StoredTable> current) {
    this.takenElsewhere = takenElsewhere;
    current.forEach(table -> this.current.put(table.view().table(), table));
  }

  List<FieldProblem> problems(List<TableChoice> choices) {
    Set<String> all = allNames(choices);
    Map<String, Integer> seen = new HashMap<>();
    List<FieldProblem> problems = new ArrayList<>();
    Set<String> unlisted = unlistedNames(choices);
    for (int i = 0; i < choices.size(); i++) {
      TableChoice choice = choices.get(i);
      if (holdsName(choice) && !choice.entityName().isBlank()) {
        problem(choice, "tables[" + i + "].entityName", unlisted, seen, all)
            .ifPresent(
                found -> {
                  problems.add(found);
                  all.add(found.suggestion().toLowerCase(Locale.ROOT));
                });
        seen.putIfAbsent(choice.entityName().toLowerCase(Locale.ROOT), i);
      }
    }
    return problems;
  }

  private Optional<FieldProblem> problem(
      TableChoice choice,
      String field,
      Set<String> unlisted,
      Map<String, Integer> seen,
      Set<String> all) {
    String name = choice.entityName();
    Optional<FieldProblem> form = NameRules.entityForm(field, name, all);
    if (form.isPresent()) {
      return form;
    }
    String key = name.toLowerCase(Locale.ROOT);
    if (takenElsewhere.containsKey(key)) {
      String where = "the dataflow “" + takenElsewhere.get(key) + "”";
      return Optional.of(NameRules.entityTaken(field, name, where, all));
    }
    if (seen.containsKey(key) || unlisted.contains(key)) {
      return Optional.of(NameRules.entityTaken(field, name, "another table of this dataflow", all));
    }
    return Optional.empty();
  }

  private boolean holdsName(TableChoice choice) {
    StoredTable before = current.get(choice.table());
    return choice.selected() || (before != null && before.holdsName());
  }

  private Set<String> allNames(List<TableChoice> choices) {
    Set<String> all = new HashSet<>(takenElsewhere.keySet());
    all.addAll(unlistedNames(choices));
    choices.stream()
        .filter(this::holdsName)
        .forEach(choice -> all.add(choice.entityName().toLowerCase(Locale.ROOT)));
    return all;
  }

  /** Returns the names that the dataflow's other tables hold. */
  private Set<String> unlistedNames(List<TableChoice> choices) {
    Map<TableName, StoredTable> rest = new HashMap<>(current);
    choices.forEach(choice -> rest.remove(choice.table()));
    Set<String> names = new HashSet<>();
    rest.values().stream()
        .filter(StoredTable::holdsName)
        .forEach(table -> names.add(table.view().entityName().relation()));
    return names;
  }
}
