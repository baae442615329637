package tributary.spi;

/** What a column's values are. Each says which {@link BatchBuilder} method appends it. */
public enum ColumnType {
  /** Characters: {@link BatchBuilder#text(CharSequence)}. */
  TEXT,
  /** A whole number of 64 bits: {@link BatchBuilder#whole}. */
  WHOLE,
  /** A number of any size, kept digit by digit: {@link BatchBuilder#decimal}. */
  DECIMAL,
  /** A floating number of 64 bits, never for identifiers: {@link BatchBuilder#real}. */
  DOUBLE,
  /** Yes or no: {@link BatchBuilder#flag}. */
  BOOLEAN,
  /** A day without time: {@link BatchBuilder#date}. */
  DATE,
  /** A day and time without zone, to the microsecond: {@link BatchBuilder#localTimestamp}. */
  LOCAL_TIMESTAMP,
  /** An instant, to the microsecond: {@link BatchBuilder#timestamp}. */
  TIMESTAMP,
  /** A time of day, to the microsecond: {@link BatchBuilder#time}. */
  TIME,
  /** A UUID: {@link BatchBuilder#uuid}. */
  UUID,
  /** A JSON value: {@link BatchBuilder#json(CharSequence)}. */
  JSON,
  /** Bytes: {@link BatchBuilder#bytes}. */
  BYTES
}
