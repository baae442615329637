package tributary.plugin.s3.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tributary.spi.Column;

/** The columns that a read appends, each with the writer of its type. */
final class ColumnWriters {
  private final List<Column> columns;
  private final ValueWriter[] writers;

  /**
   * @param columns the columns, in the order of appending
   * @param dayFirst indexes of those whose dates have the day first
   * @param times how dates and times are written
   */
  ColumnWriters(List<Column> columns, Set<Integer> dayFirst, DateTimes times) {
    this.columns = columns;
    this.writers = new ValueWriter[columns.size()];
    for (int i = 0; i < writers.length; i++) {
      writers[i] = ValueWriter.of(columns.get(i).type(), dayFirst.contains(i), times);
    }
  }

  List<Column> columns() {
    return columns;
  }

  ValueWriter[] writers() {
    return writers;
  }

  /** Returns, for each column, its place among a file's names; -1 where the file lacks it. */
  int[] positionsIn(List<String> names) {
    Map<ColumnKey, Integer> places = new HashMap<>();
    List<ColumnKey> keys = ColumnKey.of(names);
    for (int i = 0; i < keys.size(); i++) {
      places.put(keys.get(i), i);
    }
    return ColumnKey.ofColumns(columns).stream()
        .mapToInt(key -> places.getOrDefault(key, -1))
        .toArray();
  }

  /** Returns the names of a file that no column takes. */
  List<String> leftOut(List<String> names) {
    Set<ColumnKey> taken = Set.copyOf(ColumnKey.ofColumns(columns));
    return ColumnKey.of(names).stream()
        .filter(key -> !taken.contains(key))
        .map(ColumnKey::name)
        .toList();
  }
}
