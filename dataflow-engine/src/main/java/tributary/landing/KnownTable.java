package tributary.landing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.spi.Column;
import tributary.spi.KnownMarks;
import tributary.spi.TableLayout;

/**
 * What an entity knows of the table that it was read from.
 *
 * @param columns those that the source had, in its order, with the types that they have here
 * @param marks of the splits whose rows the entity has
 */
public record KnownTable(List<Column> columns, KnownMarks marks) {
  public KnownTable {
    columns = List.copyOf(columns);
  }

  /**
   * Returns the layout of the whole table, given that of what changed; empty when a known column is
   * not among the changed: then only a look at all can tell whether the source still has it.
   *
   * <p>A known column keeps its type unless a wider one was seen. What the few rows that changed
   * look like is no reason to make text of it; a value that does not fit is met when it is read.
   */
  public Optional<TableLayout> with(TableLayout changes) {
    if (changes.columns().isEmpty()) {
      return Optional.of(withColumns(changes, columns));
    }
    Map<Place, Column> known = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    columns.forEach(column -> known.put(Place.next(column, seen), column));
    seen.clear();
    List<Column> all = new ArrayList<>();
    for (Column column : changes.columns()) {
      Column before = known.remove(Place.next(column, seen));
      all.add(before == null ? column : widened(before, column));
    }
    return known.isEmpty() ? Optional.of(withColumns(changes, all)) : Optional.empty();
  }

  private static Column widened(Column before, Column now) {
    return new Column(
        now.name(),
        Widening.joinWithoutText(before.type(), now.type()).orElse(before.type()),
        now.nullable(),
        now.label());
  }

  private static TableLayout withColumns(TableLayout layout, List<Column> columns) {
    return new TableLayout(
        columns,
        layout.key(),
        layout.reads(),
        layout.reportsDeletes(),
        layout.estimatedRows(),
        layout.detected());
  }

  private record Place(String name, int occurrence) {
    static Place next(Column column, Map<String, Integer> seen) {
      String name = column.name().replace("\0", "");
      return new Place(name, seen.merge(name, 1, Integer::sum));
    }
  }
}
