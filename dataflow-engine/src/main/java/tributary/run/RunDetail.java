package tributary.run;

import java.util.List;

/**
 * A run with its tables.
 *
 * @param run as in the list
 * @param tables metadata first
 */
public record RunDetail(RunRow run, List<TableRunRow> tables) {
  public RunDetail {
    tables = List.copyOf(tables);
  }
}
