package tributary.plugin.s3.file;

/**
 * How delimited text is written.
 *
 * @param delimiter between fields; {@link #NONE} when a row is one field
 * @param quote around fields; {@link #NONE} for none
 * @param escape before a byte that is meant as it stands; {@link #NONE} for none
 * @param rowEnd what ends a row
 * @param customRowEnd the bytes that end a row when {@code rowEnd} is CUSTOM
 */
record CsvDialect(int delimiter, int quote, int escape, RowEnd rowEnd, byte[] customRowEnd) {
  /** Stands for a character that the dialect does not have. */
  static final int NONE = -1;

  /** What ends a row. */
  enum RowEnd {
    /** LF, CR LF or CR, also mixed. */
    ANY,
    LF,
    CRLF,
    CR,
    CUSTOM
  }

  /** Returns the dialect in which a row is one text as it stands: nothing divides or quotes it. */
  CsvDialect ofWholeLines() {
    return new CsvDialect(NONE, NONE, NONE, rowEnd, customRowEnd);
  }

  boolean isWholeLines() {
    return delimiter == NONE;
  }

  CsvDialect withDelimiter(int other) {
    return new CsvDialect(other, quote, escape, rowEnd, customRowEnd);
  }
}
