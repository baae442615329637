package tributary.landing;

import java.util.List;
import tributary.spi.Column;

/**
 * The columns that a generation is loaded with, in the order in which the source gives them.
 *
 * @param version grows each time a column is widened
 * @param columns in the source's order
 */
public record ColumnPlan(int version, List<PlannedColumn> columns) {
  public ColumnPlan {
    columns = List.copyOf(columns);
  }

  /** Returns the columns as the source is asked for them. */
  public List<Column> requested() {
    return columns.stream().map(c -> new Column(c.sourceName(), c.type(), true)).toList();
  }
}
