package tributary.flow;

import java.util.List;
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

  private RefreshRules() {}

  /** Returns the columns that identify a row: those that a person chose, else the source's own. */
  public static List<String> key(ImportTableView table, TableLayout layout) {
    return table.key().isEmpty() ? layout.key() : table.key();
  }

  /** Returns why the table cannot be read incrementally; empty when it can. */
  public static Optional<String> notIncremental(ImportTableView table, TableLayout layout) {
    if (layout.reads().contains(ReadKind.LEDGER)) {
      return Optional.empty();
    }
    if (!layout.reads().contains(ReadKind.INCREMENTAL)) {
      return Optional.of("the source can only be asked for all of its rows");
    }
    return key(table, layout).isEmpty()
        ? Optional.of(
            "it has no key to tell its rows apart. Choose its key columns (Table details, Columns)")
        : Optional.empty();
  }

  static Optional<FieldProblem> problem(
      ImportTableView table, TableLayout layout, RefreshKind refresh) {
    Optional<FieldProblem> key = problemWithKey(table, layout);
    if (key.isPresent() || refresh == RefreshKind.FULL) {
      return key;
    }
    return notIncremental(table, layout)
        .map(
            why ->
                new FieldProblem(
                    "refresh",
                    "INCREMENTAL_NOT_OFFERED",
                    "The table “%s” cannot be refreshed incrementally: %s. Or choose Full, or clear its selection."
                        .formatted(table.table(), why),
                    RefreshKind.FULL.name()));
  }

  private static Optional<FieldProblem> problemWithKey(ImportTableView table, TableLayout layout) {
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
