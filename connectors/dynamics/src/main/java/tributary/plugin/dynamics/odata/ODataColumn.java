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
 * @param displayName what people call the column, where the service tells that
 */
public record ODataColumn(
    String name,
    String property,
    String select,
    ColumnType type,
    boolean nullable,
    Optional<ChoiceLabels> labels,
    Optional<String> displayName) {
  /** Makes a column of the values themselves. */
  public ODataColumn(
      String name, String property, String select, ColumnType type, boolean nullable) {
    this(name, property, select, type, nullable, Optional.empty(), Optional.empty());
  }

  /** Returns the column of a property of the same name. */
  public static ODataColumn of(String name, ColumnType type) {
    return new ODataColumn(name, name, name, type, true);
  }

  /** Returns it with the labels of the values in their place. */
  public ODataColumn showing(ChoiceLabels labelled) {
    return new ODataColumn(
        name, property, select, type, nullable, Optional.of(labelled), displayName);
  }

  /** Returns it as people call it. */
  public ODataColumn called(String words) {
    return new ODataColumn(name, property, select, type, nullable, labels, Optional.of(words));
  }

  Column column() {
    return new Column(name, type, nullable, displayName);
  }
}
