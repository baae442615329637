package tributary.spi;

import java.util.List;
import java.util.Objects;

/**
 * Something that can be written to.
 *
 * @param name its name
 * @param columns its fields
 * @param key names of the fields that identify a record
 */
public record SinkTarget(TableName name, List<Column> columns, List<String> key) {
  public SinkTarget {
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }
}
