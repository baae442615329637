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
  static long epochDay(String text) {
    return text.length() == DAY_LENGTH ? day(text) : OTHER;
  }

  /** Returns the microseconds since 1970-01-01T00:00:00Z of a text that is a moment in UTC. */
  static long epochMicros(String text) {
    int length = text.length();
    boolean formed =
        length >= 20
            && length <= 27
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && text.charAt(length - 1) == 'Z';
    if (!formed) {
      return OTHER;
    }
    long day = day(text);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    long micros = length == 20 ? 0 : fraction(text, length - 1);
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

  private static long fraction(String text, int end) {
    if (text.charAt(19) != '.' || end == 20) {
      return -1;
    }
    long micros = number(text, 20, end);
    for (int digits = end - 20; digits < 6; digits++) {
      micros *= 10;
    }
    return micros;
  }

  private static long day(String text) {
    if (text.charAt(4) != '-' || text.charAt(7) != '-') {
      return OTHER;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    boolean fits =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    return fits ? LocalDate.of(year, month, day).toEpochDay() : OTHER;
  }

  /** Returns the number that stands there; negative where something else does. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
