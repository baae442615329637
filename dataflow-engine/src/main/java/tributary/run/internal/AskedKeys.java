package tributary.run.internal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.RowKey;

/** The keys that a read asks for, of those that events named. */
final class AskedKeys {
  private AskedKeys() {}

  /**
   * Leaves out keys that no row of the table can have, and those under another.
   *
   * @param key names of the key's columns
   * @param otherTypes types that a person chose for columns
   */
  static List<RowKey> of(
      List<RowKey> named,
      List<String> key,
      List<Column> columns,
      Map<String, ColumnType> otherTypes) {
    Map<String, ColumnType> types = new HashMap<>(otherTypes);
    columns.forEach(column -> types.putIfAbsent(column.name(), column.type()));
    List<ColumnType> keyTypes = key.stream().map(types::get).toList();
    Set<List<String>> possible = new LinkedHashSet<>();
    named.stream()
        .map(RowKey::values)
        .filter(values -> fits(values, keyTypes))
        .forEach(possible::add);
    return possible.stream().filter(values -> !isUnder(values, possible)).map(RowKey::new).toList();
  }

  private static boolean isUnder(List<String> values, Set<List<String>> others) {
    for (int length = 1; length < values.size(); length++) {
      if (others.contains(values.subList(0, length))) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(List<String> values, List<ColumnType> types) {
    if (values.isEmpty() || values.size() > types.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!fits(values.get(i), types.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String value, ColumnType type) {
    return switch (type) {
      case WHOLE -> value.matches("-?[0-9]{1,18}");
      case DECIMAL, DOUBLE -> value.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
      case UUID -> value.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
      case BOOLEAN -> value.equals("true") || value.equals("false");
      case DATE -> value.matches("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])");
      case TEXT -> true;
      case TIMESTAMP, LOCAL_TIMESTAMP, TIME, JSON, BYTES -> false;
    };
  }
}
