package tributary.plugin.s3.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tributary.spi.Column;

/**
 * Tells columns of the same name apart by their order.
 *
 * @param name the column's name
 * @param occurrence how many columns of that name stand before it
 */
record ColumnKey(String name, int occurrence) {
  /** Returns the keys of names, in their order. */
  static List<ColumnKey> of(List<String> names) {
    Map<String, Integer> seen = new HashMap<>();
    List<ColumnKey> keys = new ArrayList<>(names.size());
    for (String name : names) {
      keys.add(new ColumnKey(name, seen.merge(name, 1, Integer::sum) - 1));
    }
    return keys;
  }

  /** Returns a name that a database can keep, which no other name of the file turns into. */
  static String usable(String name) {
    return name.replace('\0', '\ufffd');
  }

  static List<ColumnKey> ofColumns(List<Column> columns) {
    return of(columns.stream().map(Column::name).toList());
  }
}
