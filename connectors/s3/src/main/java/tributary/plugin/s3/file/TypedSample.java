package tributary.plugin.s3.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/** The columns of files that say themselves what they hold, over all that were looked into. */
final class TypedSample {
  private final Map<ColumnKey, ColumnType> types = new LinkedHashMap<>();
  private long bytes;
  private long rows;
  private boolean rowsKnown = true;

  /** Returns whether no file was seen. */
  boolean isEmpty() {
    return types.isEmpty();
  }

  /** Adds what one file says. */
  void see(StoredFile file, TypedFormat.Described described) {
    List<ColumnKey> keys = ColumnKey.ofColumns(described.columns());
    for (int i = 0; i < keys.size(); i++) {
      types.merge(keys.get(i), described.columns().get(i).type(), ColumnTypes::join);
    }
    bytes += file.size();
    rows += described.rows().orElse(0);
    rowsKnown &= described.rows().isPresent();
  }

  FileLayout layout(Format format) {
    List<Column> columns = new ArrayList<>();
    types.forEach((key, type) -> columns.add(new Column(key.name(), type, true)));
    return new FileLayout(
        columns,
        Set.of(),
        Map.of(OptionFields.FORMAT, format.key(), OptionFields.COMPRESSION, OptionFields.NONE),
        rowsKnown && rows > 0 ? OptionalLong.of(Math.max(1, bytes / rows)) : OptionalLong.empty(),
        true);
  }
}
