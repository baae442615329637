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
  private final TakenNames taken;
  private final Map<TableName, StoredTable> current = new HashMap<>();

  /**
   * @param taken what other dataflows hold; takes what this one is going to hold
   * @param current the dataflow's tables so far; none for a new one
   */
  EntityNameCheck(TakenNames taken, List<StoredTable> current) {
    this.taken = taken;
    current.forEach(table -> this.current.put(table.view().table(), table));
  }

  List<FieldProblem> problems(List<TableChoice> choices) {
    Set<String> unlisted = unlistedNames(choices);
    List<String> listed =
        choices.stream().filter(this::holdsName).map(TableChoice::entityName).toList();
    unlisted.forEach(taken::take);
    listed.forEach(taken::take);
    taken.expect(listed);
    Set<String> seen = new HashSet<>();
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      TableChoice choice = choices.get(i);
      if (holdsName(choice) && !choice.entityName().isBlank()) {
        problem(choice, "tables[" + i + "].entityName", unlisted, seen)
            .ifPresent(
                found -> {
                  problems.add(found);
                  taken.take(found.suggestion());
                });
        seen.add(choice.entityName().toLowerCase(Locale.ROOT));
      }
    }
    return problems;
  }

  private Optional<FieldProblem> problem(
      TableChoice choice, String field, Set<String> unlisted, Set<String> seen) {
    String name = choice.entityName();
    Optional<FieldProblem> form = NameRules.entityForm(field, name, taken);
    if (form.isPresent()) {
      return form;
    }
    String key = name.toLowerCase(Locale.ROOT);
    Optional<String> other = taken.holder(name);
    if (other.isPresent()) {
      String where = "the dataflow “" + other.get() + "”";
      return Optional.of(NameRules.entityTaken(field, name, where, taken));
    }
    if (seen.contains(key) || unlisted.contains(key)) {
      return Optional.of(
          NameRules.entityTaken(field, name, "another table of this dataflow", taken));
    }
    return Optional.empty();
  }

  private boolean holdsName(TableChoice choice) {
    StoredTable before = current.get(choice.table());
    return choice.selected() || (before != null && before.holdsName());
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
