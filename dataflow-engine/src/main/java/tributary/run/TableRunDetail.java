package tributary.run;

import java.util.List;
import tributary.landing.ColumnChange;

/**
 * One table of a run with its columns.
 *
 * @param table as in the run
 * @param columnChanges what became of columns, or would when the run is confirmed
 */
public record TableRunDetail(TableRunRow table, List<ColumnChange> columnChanges) {
  public TableRunDetail {
    columnChanges = List.copyOf(columnChanges);
  }
}
