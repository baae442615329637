package tributary.plugin.s3.file;

import tributary.plugin.s3.file.DateTimeScan.Kind;
import tributary.spi.ColumnType;

/**
 * Finds the narrowest type that the values seen of a column fit.
 *
 * <p>All of them, or all but a few: where of at least a hundred values one in a hundred does not
 * fit, such as "n/a" among numbers or the 45th of a month among dates, the type holds and those
 * values are misfits. What may be an identifier is not bent: among numbers only words without any
 * digit are passed over, and a column of UUIDs has nothing else.
 *
 * <p>A value such as 00123 makes text; a number with more than 18 digits makes a decimal; only
 * numbers with an exponent make a floating number. Letters t and f are yes and no only where both
 * are seen: a column of nothing but F may be a sex. Dates such as 1/2/2024 have the month first
 * unless a value of the column says otherwise.
 */
final class TypeGuess {
  private static final int EXACT_DIGITS = 15;
  private static final int FEW_OF = 100;

  private final int[] monthFirst = new int[Kind.values().length];
  private final int[] dayFirst = new int[Kind.values().length];
  private final int[] numbers = new int[Numbers.Kind.values().length];
  private int values;
  private int words;
  private int trueLetters;
  private int falseLetters;
  private int uuids;
  private int nested;
  private int withoutDigit;
  private boolean precise;
  private boolean text;

  /** Whether a value is one date with the month first and another with the day first. */
  private boolean eitherWay;

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

  /** Holds the column to be text, whatever its values look like. */
  void holdText() {
    text = true;
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
    DateTimeScan scan = times.parse(bytes, from, to, false);
    Kind usual = scan.kind;
    long meant = scan.value();
    monthFirst[usual.ordinal()]++;
    scan = times.parse(bytes, from, to, true);
    dayFirst[scan.kind.ordinal()]++;
    eitherWay |= usual != Kind.NONE && usual == scan.kind && meant != scan.value();
  }

  /** Notes an object or array of JSON. */
  void seeNested() {
    values++;
    nested++;
  }

  private void seeNumberOrFlag(byte[] bytes, int from, int to) {
    withoutDigit += hasDigit(bytes, from, to) ? 0 : 1;
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
    if (values == 0 || text) {
      return ColumnType.TEXT;
    }
    boolean letters = (trueLetters > 0) == (falseLetters > 0);
    if (letters && fits(words + trueLetters + falseLetters)) {
      return ColumnType.BOOLEAN;
    }
    if (uuids == values) {
      return ColumnType.UUID;
    }
    ColumnType number = number();
    return number == ColumnType.TEXT ? time().type() : number;
  }

  /** Returns whether the column's dates have the day first. */
  boolean hasDayFirst() {
    return values > 0 && !text && time().dayFirst();
  }

  /** Returns whether the values tell the order of day and month, where it makes a difference. */
  boolean hasCertainDayOrder() {
    return !eitherWay || text || time(monthFirst, false).count() != time(dayFirst, true).count();
  }

  private boolean fits(int count) {
    int misses = values - count;
    return misses == 0 || (values >= FEW_OF && misses * FEW_OF <= values);
  }

  private boolean fitsNumbers(int count) {
    return count == values || (fits(count) && values - count == withoutDigit);
  }

  private ColumnType number() {
    int wholes = numbers[Numbers.Kind.WHOLE.ordinal()];
    int longs = numbers[Numbers.Kind.LONG_WHOLE.ordinal()];
    int decimals = numbers[Numbers.Kind.DECIMAL.ordinal()];
    int exponents = numbers[Numbers.Kind.EXPONENT.ordinal()];
    if (fitsNumbers(wholes)) {
      return ColumnType.WHOLE;
    }
    if (fitsNumbers(wholes + longs + decimals)) {
      return ColumnType.DECIMAL;
    }
    if (fitsNumbers(wholes + longs + decimals + exponents)) {
      return precise ? ColumnType.DECIMAL : ColumnType.DOUBLE;
    }
    return ColumnType.TEXT;
  }

  /** Month first where that fits every value, else day first where that does, else the better. */
  private TimeGuess time() {
    TimeGuess usual = time(monthFirst, false);
    TimeGuess other = time(dayFirst, true);
    if (usual.count() == values || usual.count() >= other.count()) {
      return usual;
    }
    return other;
  }

  private TimeGuess time(int[] kinds, boolean dayFirst) {
    int dates = kinds[Kind.DATE.ordinal()];
    int locals = dates + kinds[Kind.LOCAL.ordinal()];
    int instants = kinds[Kind.INSTANT.ordinal()];
    int times = kinds[Kind.TIME.ordinal()];
    if (fits(dates) && locals == dates) {
      return new TimeGuess(ColumnType.DATE, dates, dayFirst);
    }
    if (fits(locals)) {
      return new TimeGuess(ColumnType.LOCAL_TIMESTAMP, locals, dayFirst);
    }
    if (fits(instants)) {
      return new TimeGuess(ColumnType.TIMESTAMP, instants, dayFirst);
    }
    if (fits(times)) {
      return new TimeGuess(ColumnType.TIME, times, dayFirst);
    }
    return new TimeGuess(ColumnType.TEXT, 0, false);
  }

  private static boolean hasDigit(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        return true;
      }
    }
    return false;
  }

  /**
   * What a column is if its values are dates or times.
   *
   * @param count how many values fit
   */
  private record TimeGuess(ColumnType type, int count, boolean dayFirst) {}
}
