package tributary.testkit;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import tributary.spi.BatchBuilder;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.RowKey;

/**
 * Keeps what is appended, as values, and is as strict about order, count and type as the host.
 *
 * <p>Values are of these classes: {@code String}, {@code Long}, {@code BigDecimal}, {@code Double},
 * {@code Boolean}, {@code LocalDate}, {@code Instant}, {@code LocalDateTime}, {@code LocalTime},
 * {@code UUID}, {@code Json}, {@code ByteBuffer}, {@code Misfit}, or null.
 */
public final class RecordingBatchBuilder implements BatchBuilder {
  private final List<Column> columns;
  private final int rowsPerBatch;
  private final List<Row> rows = new ArrayList<>();
  private final List<RowKey> deletes = new ArrayList<>();
  private final List<RowKey> present = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private List<Object> open;
  private long openPosition;

  /**
   * @param columns the columns of the read
   * @param rowsPerBatch after how many rows it is full
   */
  public RecordingBatchBuilder(List<Column> columns, int rowsPerBatch) {
    this.columns = List.copyOf(columns);
    this.rowsPerBatch = rowsPerBatch;
  }

  /**
   * A row.
   *
   * @param position its place, as the reader told it
   * @param values one for each column; may hold null
   */
  public record Row(long position, List<Object> values) {
    public Row {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  /** A value of JSON. */
  public record Json(String text) {}

  /** A value that its column cannot hold. */
  public record Misfit(String raw, String problem) {}

  /** A row that was rejected. */
  public record Reject(long position, String rawRow, String problem) {}

  /** Returns the rows so far; the one that is open must be complete, and is ended. */
  public List<Row> rows() {
    endRow();
    return List.copyOf(rows);
  }

  /** Returns the keys of rows reported as gone. */
  public List<RowKey> deletes() {
    return List.copyOf(deletes);
  }

  /** Returns the keys of rows that are said to be there still. */
  public List<RowKey> present() {
    return List.copyOf(present);
  }

  /** Returns the rejected rows. */
  public List<Reject> rejects() {
    return List.copyOf(rejects);
  }

  /** Returns one column's values, row by row. */
  public List<Object> column(String name) {
    int index = columns.stream().map(Column::name).toList().indexOf(name);
    List<Object> values = new ArrayList<>();
    rows().forEach(row -> values.add(row.values().get(index)));
    return values;
  }

  private void endRow() {
    if (open == null) {
      return;
    }
    if (open.size() != columns.size()) {
      throw new IllegalStateException(
          "A row has " + open.size() + " values where there are " + columns.size() + " columns");
    }
    rows.add(new Row(openPosition, open));
    open = null;
  }

  private BatchBuilder add(ColumnType type, Object value) {
    Column column = nextColumn();
    if (column.type() != type) {
      throw new IllegalStateException(
          "The column " + column.name() + " is " + column.type() + ", not " + type);
    }
    open.add(Objects.requireNonNull(value, "value"));
    return this;
  }

  private Column nextColumn() {
    if (open == null) {
      throw new IllegalStateException("A value was appended before a row was begun");
    }
    if (open.size() == columns.size()) {
      throw new IllegalStateException("A row has more than " + columns.size() + " values");
    }
    return columns.get(open.size());
  }

  @Override
  public boolean isFull() {
    return rows.size() + rejects.size() + deletes.size() + present.size() + (open == null ? 0 : 1)
        >= rowsPerBatch;
  }

  @Override
  public BatchBuilder upsert(long position) {
    endRow();
    open = new ArrayList<>(columns.size());
    openPosition = position;
    return this;
  }

  @Override
  public BatchBuilder present(RowKey key) {
    endRow();
    present.add(key);
    return this;
  }

  @Override
  public BatchBuilder delete(RowKey key) {
    endRow();
    deletes.add(key);
    return this;
  }

  @Override
  public BatchBuilder text(CharSequence value) {
    return add(ColumnType.TEXT, value.toString());
  }

  @Override
  public BatchBuilder text(byte[] utf8, int from, int to) {
    try {
      return add(
          ColumnType.TEXT,
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(utf8, from, to - from))
              .toString());
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("Text was appended that is not UTF-8", e);
    }
  }

  @Override
  public BatchBuilder whole(long value) {
    return add(ColumnType.WHOLE, value);
  }

  @Override
  public BatchBuilder decimal(BigDecimal value) {
    return add(ColumnType.DECIMAL, value);
  }

  @Override
  public BatchBuilder real(double value) {
    return add(ColumnType.DOUBLE, value);
  }

  @Override
  public BatchBuilder flag(boolean value) {
    return add(ColumnType.BOOLEAN, value);
  }

  @Override
  public BatchBuilder date(long epochDay) {
    return add(ColumnType.DATE, LocalDate.ofEpochDay(epochDay));
  }

  @Override
  public BatchBuilder timestamp(long epochMicros) {
    return add(ColumnType.TIMESTAMP, Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS));
  }

  @Override
  public BatchBuilder localTimestamp(long epochMicros) {
    return add(
        ColumnType.LOCAL_TIMESTAMP,
        LocalDateTime.ofInstant(
            Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS), ZoneOffset.UTC));
  }

  @Override
  public BatchBuilder time(long microsOfDay) {
    return add(ColumnType.TIME, LocalTime.ofNanoOfDay(microsOfDay * 1_000));
  }

  @Override
  public BatchBuilder uuid(UUID value) {
    return add(ColumnType.UUID, value);
  }

  @Override
  public BatchBuilder json(CharSequence value) {
    return add(ColumnType.JSON, new Json(value.toString()));
  }

  @Override
  public BatchBuilder bytes(byte[] value) {
    return add(ColumnType.BYTES, ByteBuffer.wrap(value.clone()));
  }

  @Override
  public BatchBuilder absent() {
    nextColumn();
    open.add(null);
    return this;
  }

  @Override
  public BatchBuilder misfit(CharSequence raw, String problem) {
    nextColumn();
    open.add(new Misfit(raw.toString(), Objects.requireNonNull(problem, "problem")));
    return this;
  }

  @Override
  public void reject(long position, CharSequence rawRow, String problem) {
    if (open != null && openPosition == position) {
      open = null;
    } else {
      endRow();
    }
    rejects.add(
        new Reject(position, rawRow.toString(), Objects.requireNonNull(problem, "problem")));
  }
}
