package tributary.run;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import tributary.landing.ColumnChange;

/**
 * A run with its tables.
 *
 * @param run as in the list
 * @param tables metadata first
 * @param columnChanges what became of columns, or would when the run is confirmed, by table run
 */
public record RunDetail(
    RunRow run, List<TableRunRow> tables, Map<UUID, List<ColumnChange>> columnChanges) {
  public RunDetail {
    tables = List.copyOf(tables);
    columnChanges = Map.copyOf(columnChanges);
  }

  RunDetail with(Map<UUID, List<ColumnChange>> changes) {
    return new RunDetail(run, tables, changes);
  }
}
