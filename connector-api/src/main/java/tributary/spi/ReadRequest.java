package tributary.spi;

import java.util.List;

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

  /** Everything. */
  record Full(TableName table, TableOptions options, List<Column> columns) implements ReadRequest {
    public Full {
      columns = List.copyOf(columns);
    }
  }

  /**
   * What changed since the cursor. It may overlap with what was read before; it leaves nothing out.
   *
   * @param since the cursor that the last published read ended with
   */
  record Incremental(TableName table, TableOptions options, List<Column> columns, Cursor since)
      implements ReadRequest {
    public Incremental {
      columns = List.copyOf(columns);
    }
  }

  /**
   * The present state of these rows; a row that is gone is reported by {@link BatchBuilder#delete}.
   */
  record ByKeys(TableName table, TableOptions options, List<Column> columns, List<RowKey> keys)
      implements ReadRequest {
    public ByKeys {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
    }
  }
}
