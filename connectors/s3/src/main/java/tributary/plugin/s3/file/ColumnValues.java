package tributary.plugin.s3.file;

import java.util.List;
import java.util.Set;
import tributary.spi.BatchBuilder;
import tributary.spi.Column;

/** The columns that a read of typed files appends, each with what takes its values. */
public final class ColumnValues {
  private final ColumnWriters columns;
  private final TypedValue[] values;
  private BatchBuilder out;

  ColumnValues(List<Column> columns, Set<Integer> dayFirst, DateTimes times) {
    this.columns = new ColumnWriters(columns, dayFirst, times);
    this.values = new TypedValue[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = new TypedValue(columns.get(i).type(), this.columns.writers()[i]);
    }
  }

  /** Returns the columns. */
  public List<Column> columns() {
    return columns.columns();
  }

  /** Returns, for each column, its place among a file's names; -1 where the file lacks it. */
  public int[] positionsIn(List<String> names) {
    return columns.positionsIn(names);
  }

  /** Returns the names of a file that no column takes. */
  public List<String> leftOut(List<String> names) {
    return columns.leftOut(names);
  }

  /** Returns what takes a column's values; they go to the batch of {@link #appendTo}. */
  public ValueSink sink(int column) {
    return values[column];
  }

  /** Names the batch that the next values go to. */
  public void appendTo(BatchBuilder batch) {
    if (out != batch) {
      out = batch;
      for (TypedValue value : values) {
        value.appendTo(batch);
      }
    }
  }
}
