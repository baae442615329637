package tributary.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Takes the rows of a batch, value by value, without boxing. Owned by the host; used by the reading
 * thread.
 *
 * <p>A row begins with {@link #upsert(long)} and has exactly one value for each column of {@link
 * ReadRequest#columns()}, in that order: a value of the column's type, {@link #absent()}, or {@link
 * #misfit}. The next row, a delete, a reject, or the return from {@link BatchReader#readInto} ends
 * it. A value of another type, a missing or a surplus value throws {@link IllegalStateException}: a
 * fault of the plugin.
 */
public interface BatchBuilder {
  /**
   * Returns whether the batch has reached its size, counted in bytes. Some overshoot is allowed.
   */
  boolean isFull();

  /**
   * Begins a row that is new or replaces the one with the same key.
   *
   * @param position the row's place in the split, counted as a person would (the line of a file); 0
   *     where there is none
   */
  BatchBuilder upsert(long position);

  /** Begins a row that has no place of its own. */
  default BatchBuilder upsert() {
    return upsert(0);
  }

  /**
   * Reports that the row with this key is gone. Not in a full read. The last word on a key counts:
   * the row may come again, and go again.
   */
  BatchBuilder delete(RowKey key);

  /**
   * Says that the row with this key is still there, changed or not. Only in a read whose plan says
   * {@link NextCursor.Swept}. It may come before or after the row itself, which counts.
   *
   * @since 4
   */
  default BatchBuilder present(RowKey key) {
    throw new UnsupportedOperationException("This host does not sweep");
  }

  /** Appends characters. */
  BatchBuilder text(CharSequence value);

  /** Appends characters from {@code from} to before {@code to}, which are valid UTF-8. */
  BatchBuilder text(byte[] utf8, int from, int to);

  /** Appends a whole number. */
  BatchBuilder whole(long value);

  /** Appends a number of any size. */
  BatchBuilder decimal(BigDecimal value);

  /** Appends a floating number. */
  BatchBuilder real(double value);

  /** Appends yes or no. */
  BatchBuilder flag(boolean value);

  /** Appends a day, as days since 1970-01-01. */
  BatchBuilder date(long epochDay);

  /** Appends an instant, as microseconds since 1970-01-01T00:00:00Z. */
  BatchBuilder timestamp(long epochMicros);

  /** Appends a day and time without zone, as microseconds since 1970-01-01T00:00:00. */
  BatchBuilder localTimestamp(long epochMicros);

  /** Appends a time of day, as microseconds since midnight. */
  BatchBuilder time(long microsOfDay);

  /** Appends a UUID. */
  BatchBuilder uuid(UUID value);

  /** Appends a JSON value, which is well-formed. */
  BatchBuilder json(CharSequence value);

  /** Appends bytes. */
  BatchBuilder bytes(byte[] value);

  /** Appends no value (null). */
  BatchBuilder absent();

  /**
   * Appends, in place of a value, one that the column's type cannot hold. The host widens the
   * column, keeps the row with the value noted, or rejects the row, as the table's policy says.
   *
   * @param raw the value as the source writes it
   * @param problem what is wrong with it, such as "is not a whole number"; without the value itself
   */
  BatchBuilder misfit(CharSequence raw, String problem);

  /**
   * Reports a row that has no values to append, such as one with too many fields. It is kept with
   * its reason and counted. Ends the row begun before, and forgets it when {@code position} is that
   * row's.
   *
   * @param position the row's place in the split, as for {@link #upsert(long)}
   * @param rawRow the row as the source writes it; the host cuts what is too long to keep
   * @param problem what is wrong with it, in words for the person; without content of the row
   */
  void reject(long position, CharSequence rawRow, String problem);

  /** Appends a day. */
  default BatchBuilder date(LocalDate value) {
    return date(value.toEpochDay());
  }

  /** Appends an instant, cut to the microsecond. */
  default BatchBuilder timestamp(Instant value) {
    return timestamp(value.getEpochSecond() * 1_000_000 + value.getNano() / 1_000);
  }

  /** Appends a day and time without zone, cut to the microsecond. */
  default BatchBuilder localTimestamp(LocalDateTime value) {
    return localTimestamp(
        value.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + value.getNano() / 1_000);
  }

  /** Appends a time of day, cut to the microsecond. */
  default BatchBuilder time(LocalTime value) {
    return time(value.toNanoOfDay() / 1_000);
  }
}
