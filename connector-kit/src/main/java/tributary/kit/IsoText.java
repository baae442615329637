package tributary.kit;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Days and moments in the one form that nearly all of them have, {@code 2026-01-31} and {@code
 * 2026-01-31T23:59:59.123Z}, without the cost of a parser for all forms. Whatever looks different
 * is left to that.
 */
final class IsoText {
  /** The text has another form. */
  static final long OTHER = Long.MIN_VALUE;

  private static final int DAY_LENGTH = 10;
  private static final long MICROS = 1_000_000;

  private IsoText() {}

  /** Returns the days since 1970-01-01 of a text that is a day and nothing else. */
  static long epochDay(byte[] text, int from, int to) {
    return to - from == DAY_LENGTH ? day(text, from) : OTHER;
  }

  /** Returns the microseconds since 1970-01-01T00:00:00Z of a text that is a moment in UTC. */
  static long epochMicros(byte[] text, int from, int to) {
    return to > from && text[to - 1] == 'Z' ? localMicros(text, from, to - 1) : OTHER;
  }

  /** Returns the microseconds since 1970-01-01T00:00:00 of a text that is a time without zone. */
  static long localMicros(byte[] text, int from, int to) {
    int length = to - from;
    boolean formed =
        length >= 19
            && length <= 26
            && text[from + 10] == 'T'
            && text[from + 13] == ':'
            && text[from + 16] == ':';
    if (!formed) {
      return OTHER;
    }
    long day = day(text, from);
    int hour = number(text, from + 11, from + 13);
    int minute = number(text, from + 14, from + 16);
    int second = number(text, from + 17, from + 19);
    long micros = length == 19 ? 0 : fraction(text, from + 19, to);
    boolean fits =
        day != OTHER
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && micros >= 0;
    return fits ? (((day * 24 + hour) * 60 + minute) * 60 + second) * MICROS + micros : OTHER;
  }

  private static long fraction(byte[] text, int point, int to) {
    if (text[point] != '.' || to == point + 1) {
      return -1;
    }
    long micros = number(text, point + 1, to);
    for (int digits = to - point - 1; digits < 6; digits++) {
      micros *= 10;
    }
    return micros;
  }

  private static long day(byte[] text, int from) {
    if (text[from + 4] != '-' || text[from + 7] != '-') {
      return OTHER;
    }
    int year = number(text, from, from + 4);
    int month = number(text, from + 5, from + 7);
    int day = number(text, from + 8, from + 10);
    boolean fits =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    return fits ? LocalDate.of(year, month, day).toEpochDay() : OTHER;
  }

  /** Returns the number that stands there; negative where something else does. */
  private static int number(byte[] text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
