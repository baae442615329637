package tributary.spi;

import java.util.Objects;

/**
 * A vendor says that rows changed. It is a signal: what the rows are now is read from the source.
 *
 * @param table the rows' table
 * @param key the row, or by its first columns all rows under it
 * @param kind what is said to have happened; the host believes the read, not this
 */
public record Change(TableName table, RowKey key, Kind kind) {
  public Change {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kind, "kind");
  }

  /** What happened to a row. */
  public enum Kind {
    UPSERTED,
    DELETED
  }
}
