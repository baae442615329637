package tributary.plugin.s3.file;

import tributary.plugin.s3.file.DateTimeScan.Kind;
import tributary.spi.ColumnType;

/**
 * Finds the narrowest type that every value seen of a column fits.
 *
 * <p>A value such as 00123 makes text; a number with more than 18 digits makes a decimal; only
 * numbers with an exponent make a floating number. Letters t and f are yes and no only where both
 * are seen: a column of nothing but F may be a sex. Dates such as 1/2/2024 have the month first
 * unless a value of the column says otherwise.
 */
final class TypeGuess {
  private static final int EXACT_DIGITS = 15;

  private final int[] monthFirst = new int[Kind.values().length];
  private final int[] dayFirst = new int[Kind.values().length];
  private final int[] numbers = new int[Numbers.Kind.values().length];
  private int values;
  private int words;
  private int trueLetters;
  private int falseLetters;
  private int uuids;
  private int nested;
  private boolean precise;

  /** Looks at a value of delimited text. */
  void see(DateTimes times, byte[] bytes, int from, int to) {
    int first = from;
    int last = to;
    while (first < last && bytes[first] == ' ') {
      first++;
    }
    while (first < last && bytes[last - 1] == ' ') {
      last--;
    }
    if (first == last) {
      return;
    }
    seeNumberOrFlag(bytes, first, last);
    seeString(times, bytes, first, last);
  }

  /** Looks at a number, true or false of JSON. */
  void seeLiteral(byte[] bytes, int from, int to) {
    values++;
    seeNumberOrFlag(bytes, from, to);
  }

  /** Looks at a value that can be a date, a time, a UUID or text only, as a string of JSON. */
  void seeString(DateTimes times, byte[] bytes, int from, int to) {
    values++;
    uuids += Uuids.isUuid(bytes, from, to) ? 1 : 0;
    monthFirst[times.parse(bytes, from, to, false).kind.ordinal()]++;
    dayFirst[times.parse(bytes, from, to, true).kind.ordinal()]++;
  }

  /** Notes an object or array of JSON. */
  void seeNested() {
    values++;
    nested++;
  }

  private void seeNumberOrFlag(byte[] bytes, int from, int to) {
    numbers[Numbers.kindOf(bytes, from, to).ordinal()]++;
    precise |= to - from > EXACT_DIGITS + 2;
    words += Booleans.word(bytes, from, to) == Booleans.NEITHER ? 0 : 1;
    if (to - from == 1) {
      trueLetters += (bytes[from] | 0x20) == 't' ? 1 : 0;
      falseLetters += (bytes[from] | 0x20) == 'f' ? 1 : 0;
    }
  }

  /** Returns the type. */
  ColumnType type() {
    if (nested > 0) {
      return ColumnType.JSON;
    }
    if (values == 0) {
      return ColumnType.TEXT;
    }
    boolean letters = (trueLetters > 0) == (falseLetters > 0);
    if (letters && words + trueLetters + falseLetters == values) {
      return ColumnType.BOOLEAN;
    }
    if (uuids == values) {
      return ColumnType.UUID;
    }
    ColumnType number = number();
    if (number != ColumnType.TEXT) {
      return number;
    }
    ColumnType usual = time(monthFirst);
    return usual == ColumnType.TEXT ? time(dayFirst) : usual;
  }

  /** Returns whether the column's dates have the day first. */
  boolean hasDayFirst() {
    return values > 0 && time(monthFirst) == ColumnType.TEXT && time(dayFirst) != ColumnType.TEXT;
  }

  private ColumnType number() {
    int wholes = numbers[Numbers.Kind.WHOLE.ordinal()];
    int longs = numbers[Numbers.Kind.LONG_WHOLE.ordinal()];
    int decimals = numbers[Numbers.Kind.DECIMAL.ordinal()];
    int exponents = numbers[Numbers.Kind.EXPONENT.ordinal()];
    if (wholes == values) {
      return ColumnType.WHOLE;
    }
    if (wholes + longs + decimals == values) {
      return ColumnType.DECIMAL;
    }
    if (wholes + longs + decimals + exponents == values) {
      return precise ? ColumnType.DECIMAL : ColumnType.DOUBLE;
    }
    return ColumnType.TEXT;
  }

  private ColumnType time(int[] kinds) {
    int dates = kinds[Kind.DATE.ordinal()];
    if (dates == values) {
      return ColumnType.DATE;
    }
    if (dates + kinds[Kind.LOCAL.ordinal()] == values) {
      return ColumnType.LOCAL_TIMESTAMP;
    }
    if (kinds[Kind.INSTANT.ordinal()] == values) {
      return ColumnType.TIMESTAMP;
    }
    return kinds[Kind.TIME.ordinal()] == values ? ColumnType.TIME : ColumnType.TEXT;
  }
}
