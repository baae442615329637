package tributary.web.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tributary.landing.EntityPreview;

/**
 * Some rows of an entity.
 *
 * @param columns in order
 * @param rows column name to value, as text; null for no value
 */
record RowsDocument(List<TypedColumn> columns, List<Map<String, String>> rows) {
  /**
   * A column of the entity.
   *
   * @param type as PostgreSQL names it
   * @param label what people call it at the source; empty where it tells none
   */
  record TypedColumn(String name, String type, String label) {}

  static RowsDocument of(EntityPreview preview) {
    List<TypedColumn> columns = new ArrayList<>();
    for (int i = 0; i < preview.columns().size(); i++) {
      columns.add(
          new TypedColumn(
              preview.columns().get(i), preview.types().get(i), preview.labels().get(i)));
    }
    return new RowsDocument(
        columns, preview.rows().stream().map(row -> byName(preview.columns(), row)).toList());
  }

  private static Map<String, String> byName(List<String> columns, List<String> row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i), row.get(i));
    }
    return values;
  }
}
