package tributary.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tributary.landing.EntityColumns;
import tributary.problem.FieldProblem;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ReadKind;
import tributary.spi.TableLayout;

/** What a table must have to be refreshed as a person wishes. */
public final class RefreshRules {
  private static final int NAMED = 20;
  private static final String WITHOUT_KEY =
      " cannot be refreshed incrementally: it has no key to tell its rows apart. Choose its key"
          + " columns (Table details, Columns), choose Full, or clear its selection.";

  private RefreshRules() {}

  /** Returns the columns that identify a row: those that a person chose, else the source's own. */
  public static List<String> key(ImportTableView table, TableLayout layout) {
    return table.key().isEmpty() ? layout.key() : table.key();
  }

  /** Returns whether only all of its rows can be had: then every run reads it in full. */
  public static boolean onlyInFull(TableLayout layout) {
    return !layout.reads().contains(ReadKind.LEDGER)
        && !layout.reads().contains(ReadKind.INCREMENTAL);
  }

  /** Returns whether its changes can be had, and no row be told from another to merge them. */
  public static boolean lacksKey(ImportTableView table, TableLayout layout) {
    return layout.reads().contains(ReadKind.INCREMENTAL) && key(table, layout).isEmpty();
  }

  /** Returns why a table that lacks a key is not refreshed incrementally, and what to do. */
  public static String withoutKey() {
    return "It" + WITHOUT_KEY;
  }

  /**
   * Returns why these tables cannot be refreshed incrementally, all of them at once. Those of which
   * only all rows can be had stand in nobody's way, unless there are no others.
   */
  static Optional<FieldProblem> notIncremental(Map<ImportTableView, TableLayout> tables) {
    List<String> keyless =
        tables.entrySet().stream()
            .filter(table -> lacksKey(table.getKey(), table.getValue()))
            .map(table -> "“" + table.getKey().table() + "”")
            .toList();
    if (!keyless.isEmpty()) {
      return Optional.of(
          notIncremental(
              keyless.size() == 1
                  ? "The table " + keyless.get(0) + WITHOUT_KEY
                  : "The tables "
                      + listed(keyless)
                      + " cannot be refreshed incrementally: they have no key to tell their rows"
                      + " apart. Choose their key columns (Table details, Columns), choose Full, or"
                      + " clear their selection."));
    }
    if (tables.isEmpty() || !tables.values().stream().allMatch(RefreshRules::onlyInFull)) {
      return Optional.empty();
    }
    List<String> all = tables.keySet().stream().map(table -> "“" + table.table() + "”").toList();
    return Optional.of(
        notIncremental(
            "The %s %s cannot be refreshed incrementally: the source can only be asked for all of %s rows. Choose Full."
                .formatted(
                    all.size() == 1 ? "table" : "tables",
                    listed(all),
                    all.size() == 1 ? "its" : "their")));
  }

  private static FieldProblem notIncremental(String message) {
    return new FieldProblem("refresh", "INCREMENTAL_NOT_OFFERED", message, RefreshKind.FULL.name());
  }

  private static String listed(List<String> names) {
    int more = names.size() - NAMED;
    if (more > 0) {
      return String.join(", ", names.subList(0, NAMED)) + " and " + more + " more";
    }
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  static Optional<FieldProblem> problemWithKey(ImportTableView table, TableLayout layout) {
    for (String name : table.key()) {
      Optional<Column> column =
          layout.columns().stream().filter(c -> c.name().equals(name)).findFirst();
      if (column.isEmpty()) {
        return Optional.of(
            problem(
                "The key column “%s” is not among the columns of “%s”, which are %s."
                    .formatted(name, table.table(), known(layout))));
      }
      if (type(table, column.get()) == ColumnType.JSON) {
        return Optional.of(
            problem(
                "The column “%s” of “%s” holds JSON and cannot be a key. Choose another."
                    .formatted(name, table.table())));
      }
    }
    return Optional.empty();
  }

  /** Returns which columns are given a type and are not there. */
  static Optional<FieldProblem> problemWithTypes(
      ImportTableView table, TableLayout layout, Set<String> typed) {
    Set<String> missing = new TreeSet<>(typed);
    missing.removeAll(EntityColumns.names(layout.columns()));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            FieldProblem.of(
                "tables",
                "COLUMN_NOT_FOUND",
                "The table “%s” has no column “%s” to give a type to. It has: %s. Correct the name or leave it out of columnTypes."
                    .formatted(table.table(), String.join("”, “", missing), known(layout))));
  }

  private static String known(TableLayout layout) {
    int more = layout.columns().size() - NAMED;
    return layout.columns().stream()
            .limit(NAMED)
            .map(c -> "“" + c.name() + "”")
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static ColumnType type(ImportTableView table, Column column) {
    return table.columnTypes().getOrDefault(column.name(), column.type());
  }

  private static FieldProblem problem(String message) {
    return FieldProblem.of("tables", "KEY_NOT_USABLE", message);
  }
}
