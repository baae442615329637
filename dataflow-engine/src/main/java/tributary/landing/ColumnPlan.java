package tributary.landing;

import java.util.List;
import tributary.spi.Column;

/**
 * The columns that a generation is loaded with, in the order in which the source gives them.
 *
 * @param version grows each time a column is widened
 * @param columns in the source's order
 * @param tracked whether rows carry what a merge needs
 * @param key indexes of the columns that identify a row; may be empty
 * @param namesRejected whether rows that do not come count as gone, so that those which are
 *     rejected have to be named
 */
public record ColumnPlan(
    int version,
    List<PlannedColumn> columns,
    boolean tracked,
    List<Integer> key,
    boolean namesRejected) {
  public ColumnPlan {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** Makes a plan of rows that nothing is merged with. */
  public ColumnPlan(int version, List<PlannedColumn> columns) {
    this(version, columns, false, List.of(), false);
  }

  /** Returns the same columns where rows that do not come count as gone. */
  public ColumnPlan namingRejected() {
    return new ColumnPlan(version, columns, tracked, key, true);
  }

  /** Returns the columns as the source is asked for them. */
  public List<Column> requested() {
    return columns.stream().map(c -> new Column(c.sourceName(), c.type(), true)).toList();
  }
}
