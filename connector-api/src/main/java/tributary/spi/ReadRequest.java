package tributary.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What to read of one table. */
public sealed interface ReadRequest {
  /** Returns the table. */
  TableName table();

  /** Returns the table's options. */
  TableOptions options();

  /**
   * Returns the columns that rows are made of, in the order in which values are appended. They are
   * the layout's, but a type may be another: a person chose it, or an earlier run fixed it. A
   * column that the source no longer has is appended as {@link BatchBuilder#absent()}.
   */
  List<Column> columns();

  /**
   * Everything.
   *
   * @param cursorWanted whether an incremental read may follow. Where none does, the plan may say
   *     {@link NextCursor.None} and cut the read as it would not otherwise: the host keeps no
   *     cursor. Since 6
   */
  record Full(TableName table, TableOptions options, List<Column> columns, boolean cursorWanted)
      implements ReadRequest {
    public Full {
      columns = List.copyOf(columns);
    }

    /** Makes a request that an incremental read may follow. */
    public Full(TableName table, TableOptions options, List<Column> columns) {
      this(table, options, columns, true);
    }
  }

  /**
   * What changed since the cursor. It may overlap with what was read before; it leaves nothing out:
   * rows that share the cursor's value are read again.
   *
   * @param since the cursor that the last published read ended with
   * @param lookBack where the cursor is a time, how much earlier to begin, so that a change that
   *     the vendor recorded late is found; not negative
   */
  record Incremental(
      TableName table, TableOptions options, List<Column> columns, Cursor since, Duration lookBack)
      implements ReadRequest {
    public Incremental {
      columns = List.copyOf(columns);
      Objects.requireNonNull(lookBack, "lookBack");
    }
  }

  /**
   * The present state of these rows. Each key is a row's, or by its first columns that of all rows
   * under it. Rows under the keys that the read does not bring are gone: the host takes them away,
   * and {@link BatchBuilder#delete} need not report them. So the read brings all there is under
   * each key, or fails; nothing to be found under a key is no failure. A {@link Position} counts
   * keys, not rows: rows may come and go before a read that was cut off goes on.
   *
   * @param keys each once, and none under another; at least one
   */
  record ByKeys(TableName table, TableOptions options, List<Column> columns, List<RowKey> keys)
      implements ReadRequest {
    public ByKeys {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
    }
  }
}
