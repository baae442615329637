package tributary.spi;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a table's rows look.
 *
 * @param columns in the source's order; names may be empty or repeated, the host makes them usable
 * @param key names of the columns that identify a row; empty when the source declares none
 * @param reads the ways it can be read; always has {@link ReadKind#FULL}, and at most one of {@link
 *     ReadKind#INCREMENTAL} and {@link ReadKind#LEDGER}; {@link ReadKind#BY_KEYS} only with a key
 * @param reportsDeletes whether an incremental read also tells of rows that are gone
 * @param estimatedRows how many rows a full read brings, where known
 * @param detected what the options were found to be where they are left to be detected, such as the
 *     delimiter: option key to value
 */
public record TableLayout(
    List<Column> columns,
    List<String> key,
    Set<ReadKind> reads,
    boolean reportsDeletes,
    OptionalLong estimatedRows,
    Map<String, String> detected) {
  public TableLayout {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    reads = Set.copyOf(reads);
    detected = Map.copyOf(detected);
    if (!reads.contains(ReadKind.FULL)) {
      throw new IllegalArgumentException("Every table can be read in full");
    }
    if (reads.contains(ReadKind.INCREMENTAL) && reads.contains(ReadKind.LEDGER)) {
      throw new IllegalArgumentException("What changed is told by a cursor or by a ledger");
    }
    if (reads.contains(ReadKind.BY_KEYS) && key.isEmpty()) {
      throw new IllegalArgumentException("Rows are read by their key, and there is none");
    }
  }
}
