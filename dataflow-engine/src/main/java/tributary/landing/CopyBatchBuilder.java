package tributary.landing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tributary.landing.CopyBuffer.TextChange;
import tributary.spi.BatchBuilder;
import tributary.spi.ColumnType;
import tributary.spi.RowKey;

/**
 * Writes rows straight into PostgreSQL's binary COPY format and appends the system columns. Used by
 * one thread at a time: {@link #begin}, rows, {@link #finish}, and again.
 *
 * <p>A value of another type than the column's, a missing and a surplus one throw {@link
 * IllegalStateException}.
 */
public final class CopyBatchBuilder implements BatchBuilder {
  private static final int NO_ROW = -1;
  private static final int NULL = -1;

  /** As PostgreSQL writes the moment before all others. */
  private static final long MINUS_INFINITY = Long.MIN_VALUE;

  private final BatchLimits limits;
  private final CopyBuffer data;
  private final RejectedKey rejectedKey;
  private final RowNotes notes = new RowNotes();
  private final Map<Integer, ColumnType> widenings = new HashMap<>();

  private List<Reject> rejects = new ArrayList<>();
  private long rejectBytes;
  private List<PlannedColumn> columns = List.of();
  private ColumnType[] types = {};
  private int planVersion;
  private boolean tracked;
  private boolean namesRejected;
  private List<Integer> key = List.of();
  private MisfitPolicy misfits = MisfitPolicy.KEEP_ROW;
  private UUID run;
  private long loadedAt;
  private String label = "";
  private byte[] labelBytes = {};
  private long object;

  private int full;
  private int rows;
  private int noted;
  private int column = NO_ROW;
  private int rowStart;
  private long rowPosition;
  private boolean tooLarge;
  private boolean unnamed;
  private Marked marked = Marked.NOT;

  /** What a key that stands alone says of its row. */
  private enum Marked {
    NOT,
    GONE,
    PRESENT
  }

  public CopyBatchBuilder(BatchLimits limits) {
    this.limits = limits;
    data = new CopyBuffer(limits.batchBytes() + limits.batchBytes() / 8);
    rejectedKey = new RejectedKey(data);
  }

  /**
   * Begins an empty batch.
   *
   * @param stamp what the system columns say
   * @param fullAt bytes at which it is full; no more than the limit
   */
  public void begin(ColumnPlan plan, MisfitPolicy policy, RowStamp stamp, int fullAt) {
    full = Math.min(fullAt, limits.batchBytes());
    data.clear();
    if (planVersion != plan.version() || columns != plan.columns()) {
      columns = plan.columns();
      types = columns.stream().map(PlannedColumn::type).toArray(ColumnType[]::new);
      planVersion = plan.version();
    }
    tracked = plan.tracked();
    namesRejected = plan.namesRejected();
    unnamed = false;
    key = plan.key();
    misfits = policy;
    run = stamp.run();
    loadedAt = ChronoUnit.MICROS.between(Instant.EPOCH, stamp.loadedAt());
    label = stamp.label().replace("\0", "");
    labelBytes = label.getBytes(StandardCharsets.UTF_8);
    object = stamp.object();
    widenings.clear();
    rejects = new ArrayList<>();
    rejectBytes = 0;
    rows = 0;
    noted = 0;
    column = NO_ROW;
    notes.clear();
  }

  /** Ends the last row and returns the batch. */
  public CopyBatch finish() {
    endRow();
    return new CopyBatch(planVersion, rows, noted, rejects, unnamed, Map.copyOf(widenings), data);
  }

  @Override
  public boolean isFull() {
    return data.size() + rejectBytes >= full || !widenings.isEmpty();
  }

  @Override
  public BatchBuilder upsert(long position) {
    endRow();
    rowStart = data.size();
    rowPosition = position;
    tooLarge = false;
    column = 0;
    data.putInt16(fields());
    return this;
  }

  private int fields() {
    return types.length + Entities.SYSTEM_COLUMNS.size() + (tracked ? 2 : 0);
  }

  @Override
  public BatchBuilder delete(RowKey gone) {
    keyAlone(gone, Marked.GONE);
    return this;
  }

  @Override
  public BatchBuilder present(RowKey there) {
    keyAlone(there, Marked.PRESENT);
    return this;
  }

  private void keyAlone(RowKey key, Marked as) {
    if (!tracked || this.key.isEmpty() || key.values().size() != this.key.size()) {
      throw new IllegalStateException("A row is named by a key that its table has not");
    }
    upsert(0);
    for (int i = 0; i < types.length; i++) {
      int part = this.key.indexOf(i);
      if (part < 0) {
        absent();
      } else {
        KeyText.append(this, types[i], key.values().get(part));
      }
    }
    marked = as;
    endRow();
    marked = Marked.NOT;
  }

  @Override
  public BatchBuilder text(CharSequence value) {
    next(ColumnType.TEXT);
    if (fits(value.length())) {
      putText(value);
    }
    return this;
  }

  @Override
  public BatchBuilder text(byte[] utf8, int from, int to) {
    next(ColumnType.TEXT);
    if (fits(to - from)) {
      int lengthAt = data.size();
      data.putInt32(0);
      TextChange change = data.putUtf8(utf8, from, to);
      endText(lengthAt, change);
    }
    return this;
  }

  @Override
  public BatchBuilder whole(long value) {
    next(ColumnType.WHOLE);
    if (fits(8)) {
      data.putInt32(8);
      data.putInt64(value);
    }
    return this;
  }

  @Override
  public BatchBuilder decimal(BigDecimal value) {
    next(ColumnType.DECIMAL);
    if (!NumericFormat.holds(value)) {
      doesNotFit(value.toString(), "has more digits than PostgreSQL holds");
    } else if (fits(value.precision() / 2 + 8)) {
      NumericFormat.put(data, value);
    }
    return this;
  }

  @Override
  public BatchBuilder real(double value) {
    next(ColumnType.DOUBLE);
    if (fits(8)) {
      data.putInt32(8);
      data.putInt64(Double.doubleToLongBits(value));
    }
    return this;
  }

  @Override
  public BatchBuilder flag(boolean value) {
    next(ColumnType.BOOLEAN);
    if (fits(1)) {
      data.putInt32(1);
      data.putByte(value ? 1 : 0);
    }
    return this;
  }

  @Override
  public BatchBuilder date(long epochDay) {
    next(ColumnType.DATE);
    if (!PostgresTime.holdsDay(epochDay)) {
      doesNotFit("day " + epochDay + " from 1970-01-01", "is outside the years PostgreSQL holds");
    } else if (fits(4)) {
      data.putInt32(4);
      data.putInt32((int) (epochDay - PostgresTime.EPOCH_DAYS));
    }
    return this;
  }

  @Override
  public BatchBuilder timestamp(long epochMicros) {
    next(ColumnType.TIMESTAMP);
    return micros(epochMicros);
  }

  @Override
  public BatchBuilder localTimestamp(long epochMicros) {
    next(ColumnType.LOCAL_TIMESTAMP);
    return micros(epochMicros);
  }

  private BatchBuilder micros(long epochMicros) {
    if (!PostgresTime.holdsMicros(epochMicros)) {
      doesNotFit(
          epochMicros + " µs from " + LocalDate.EPOCH, "is outside the years PostgreSQL holds");
    } else if (fits(8)) {
      data.putInt32(8);
      data.putInt64(epochMicros - PostgresTime.EPOCH_MICROS);
    }
    return this;
  }

  @Override
  public BatchBuilder time(long microsOfDay) {
    next(ColumnType.TIME);
    if (!PostgresTime.holdsTime(microsOfDay)) {
      doesNotFit(microsOfDay + " µs from midnight", "is not a time of day");
    } else if (fits(8)) {
      data.putInt32(8);
      data.putInt64(microsOfDay);
    }
    return this;
  }

  @Override
  public BatchBuilder uuid(UUID value) {
    next(ColumnType.UUID);
    if (fits(16)) {
      putUuid(value);
    }
    return this;
  }

  @Override
  public BatchBuilder json(CharSequence value) {
    next(ColumnType.JSON);
    if (!fits(value.length())) {
      return this;
    }
    var problem = JsonText.problem(value);
    if (problem.isPresent()) {
      doesNotFit(value, problem.get());
    } else {
      putJson(value);
    }
    return this;
  }

  private void putJson(CharSequence value) {
    CharSequence usable = JsonText.usable(value);
    int lengthAt = data.size();
    data.putInt32(0);
    data.putByte(1);
    TextChange change = data.putText(usable);
    if (usable != value && !usable.toString().contentEquals(value)) {
      change = TextChange.NOUGHTS_REMOVED;
    }
    endText(lengthAt, change);
  }

  @Override
  public BatchBuilder bytes(byte[] value) {
    next(ColumnType.BYTES);
    if (fits(value.length)) {
      data.putInt32(value.length);
      data.put(value, 0, value.length);
    }
    return this;
  }

  @Override
  public BatchBuilder absent() {
    nextOfAnyType();
    if (fits(0)) {
      data.putInt32(NULL);
    }
    return this;
  }

  @Override
  public BatchBuilder misfit(CharSequence raw, String problem) {
    nextOfAnyType();
    doesNotFit(raw, problem);
    return this;
  }

  @Override
  public void reject(long position, CharSequence rawRow, String problem) {
    boolean open = column != NO_ROW;
    boolean complete = column == types.length;
    if (open && position == rowPosition && (position != 0 || !complete)) {
      forgetRow();
    }
    endRow();
    keepReject(position, problem, rawRow);
    unnamed |= namesRejected;
  }

  private void next(ColumnType type) {
    if (column >= 0 && column < types.length && types[column] != type) {
      PlannedColumn planned = columns.get(column);
      throw new IllegalStateException(
          "Column %d (%s) takes %s, not %s"
              .formatted(column + 1, planned.name(), planned.type(), type));
    }
    nextOfAnyType();
  }

  private void nextOfAnyType() {
    if (column == NO_ROW) {
      throw new IllegalStateException("A value without a row");
    }
    if (column >= types.length) {
      throw new IllegalStateException("More than " + types.length + " values in a row");
    }
    column++;
  }

  /** Returns whether the row stays within its limit with this many more bytes. */
  private boolean fits(int more) {
    if (!tooLarge && isTooLarge(more)) {
      tooLarge = true;
      leaveKey(column - 1);
    }
    return !tooLarge || namesRejected && RejectedKey.has(key, column - 1, more);
  }

  private boolean isTooLarge(int more) {
    return (long) data.size() - rowStart + more > limits.rowBytes();
  }

  /** Leaves of a row that is rejected what names it. */
  private void leaveKey(int values) {
    if (namesRejected) {
      rejectedKey.leave(rowStart, values, key);
    } else {
      data.cut(rowStart);
    }
  }

  private void doesNotFit(CharSequence raw, String problem) {
    int index = column - 1;
    PlannedColumn planned = columns.get(index);
    boolean moreThanWhole = planned.type() == ColumnType.WHOLE && Widening.isNumber(raw);
    if (tooLarge) {
      return;
    }
    if (misfits == MisfitPolicy.REJECT_ROW) {
      notes.reject(index, planned.name(), problem, raw);
    } else if (planned.type() == ColumnType.TEXT) {
      notes.issue(planned.name(), problem, null);
      putText(raw);
      return;
    } else if (misfits == MisfitPolicy.WIDEN || moreThanWhole) {
      widenings.merge(index, Widening.target(planned.type(), raw), Widening::join);
    } else {
      notes.issue(planned.name(), problem, raw);
    }
    data.putInt32(NULL);
  }

  private void putText(CharSequence value) {
    int lengthAt = data.size();
    data.putInt32(0);
    TextChange change = data.putText(value);
    endText(lengthAt, change);
  }

  private void endText(int lengthAt, TextChange change) {
    data.setInt32(lengthAt, data.size() - lengthAt - 4);
    if (change != TextChange.NONE) {
      notes.issue(columns.get(column - 1).name(), change.words(), null);
    }
  }

  private void putUuid(UUID value) {
    data.putInt32(16);
    data.putInt64(value.getMostSignificantBits());
    data.putInt64(value.getLeastSignificantBits());
  }

  private void endRow() {
    if (column == NO_ROW) {
      return;
    }
    if (column != types.length) {
      throw new IllegalStateException(
          "A row with %d values instead of %d".formatted(column, types.length));
    }
    if (tooLarge || isTooLarge(0)) {
      long megabytes = Math.max(1, limits.rowBytes() >> 20);
      keepReject(rowPosition, "is larger than " + megabytes + " MiB", "");
      if (!tooLarge) {
        leaveKey(types.length);
      }
      nameRejected();
    } else if (notes.rejected()) {
      keepReject(
          rowPosition, notes.rejectReason(), RowText.of(data, rowStart, columns, notes.misfits()));
      leaveKey(types.length);
      nameRejected();
    } else {
      putSystemColumns();
      rows += marked == Marked.PRESENT ? 0 : 1;
    }
    column = NO_ROW;
    notes.clear();
  }

  /** A row that cannot be taken is there all the same. */
  private void nameRejected() {
    if (!namesRejected) {
      return;
    }
    if (rejectedKey.spread(rowStart, fields(), types.length, key)) {
      notes.clear();
      marked = Marked.PRESENT;
      putSystemColumns();
      marked = Marked.NOT;
    } else {
      unnamed = true;
    }
  }

  private void forgetRow() {
    data.cut(rowStart);
    column = NO_ROW;
    notes.clear();
  }

  private void putSystemColumns() {
    putUuid(run);
    data.putInt32(8);
    data.putInt64(loadedAt - PostgresTime.EPOCH_MICROS);
    putSource();
    if (notes.hasIssues()) {
      noted++;
      int lengthAt = data.size();
      data.putInt32(0);
      data.putByte(1);
      data.putText(notes.issues().append(']'));
      data.setInt32(lengthAt, data.size() - lengthAt - 4);
    } else {
      data.putInt32(NULL);
    }
    if (tracked) {
      putTrack();
    }
  }

  private void putTrack() {
    boolean gone = marked == Marked.GONE;
    putLong(marked != Marked.NOT, gone ? loadedAt - PostgresTime.EPOCH_MICROS : MINUS_INFINITY);
    putLong(object != 0, object);
  }

  private void putLong(boolean present, long value) {
    data.putInt32(present ? 8 : NULL);
    if (present) {
      data.putInt64(value);
    }
  }

  private void putSource() {
    if (labelBytes.length == 0 && rowPosition == 0) {
      data.putInt32(NULL);
      return;
    }
    int lengthAt = data.size();
    data.putInt32(0);
    data.put(labelBytes, 0, labelBytes.length);
    if (rowPosition != 0) {
      if (labelBytes.length > 0) {
        data.putByte(':');
      }
      data.putDigits(rowPosition);
    }
    data.setInt32(lengthAt, data.size() - lengthAt - 4);
  }

  private void keepReject(long position, String problem, CharSequence raw) {
    String place = position == 0 ? "" : Long.toString(position);
    String source = label + (label.isEmpty() || place.isEmpty() ? "" : ":") + place;
    Reject reject = new Reject(source, problem.replace("\0", ""), Reject.keepable(raw));
    rejects.add(reject);
    rejectBytes += 2L * reject.rawRow().length() + 200;
  }
}
