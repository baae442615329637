package tributary.spi;

import java.util.List;
import java.util.Objects;

/**
 * What to write.
 *
 * @param target where to
 * @param columns the order of values in each {@link BatchView}
 * @param mode what to do with records that are there
 * @param runKey names the run, the same when it is tried again
 */
public record WriteRequest(TableName target, List<Column> columns, WriteMode mode, String runKey) {
  public WriteRequest {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(runKey, "runKey");
    columns = List.copyOf(columns);
  }
}
