package tributary.plugin.dynamics.odata;

import java.util.Optional;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/**
 * A column of a table, and where its values stand in a row.
 *
 * @param name as the person sees it
 * @param property the name of the property in the row, with its annotation where it is one
 * @param select what is asked for so that it comes
 * @param type what its values are
 * @param nullable whether a value may be absent
 * @param labels what stands in this column for a value of the property; empty: the value itself
 */
public record ODataColumn(
    String name,
    String property,
    String select,
    ColumnType type,
    boolean nullable,
    Optional<ChoiceLabels> labels) {
  public ODataColumn(
      String name, String property, String select, ColumnType type, boolean nullable) {
    this(name, property, select, type, nullable, Optional.empty());
  }

  /** Returns the column of a property of the same name. */
  public static ODataColumn of(String name, ColumnType type) {
    return new ODataColumn(name, name, name, type, true);
  }

  Column column() {
    return new Column(name, type, nullable);
  }
}
