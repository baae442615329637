package tributary.plugin.s3.file;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;

/**
 * Recognises dates and times in bytes. These, and no others:
 *
 * <ul>
 *   <li>{@code 2024-01-31}, {@code 2024/01/31} and {@code 2024.01.31}
 *   <li>{@code 1/31/2024} and {@code 1-31-2024}, or {@code 31/1/2024} and {@code 31-1-2024} where
 *       the day is said to come first
 *   <li>{@code 31.1.2024}, {@code 31-Jan-2024}, {@code 31 Jan 2024}, {@code Jan 31, 2024}
 *   <li>any of these, then a space or T, then {@code 14:05}, {@code 14:05:59} or {@code
 *       14:05:59.123456}, with or without AM or PM, with or without {@code Z}, {@code UTC}, {@code
 *       +02}, {@code +0200} or {@code +02:00}
 *   <li>a time of day alone
 * </ul>
 *
 * <p>The year has four digits: a century is not guessed.
 */
final class DateTimeScan {
  /** What a value is. */
  enum Kind {
    NONE,
    DATE,
    LOCAL,
    INSTANT,
    TIME
  }

  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  /** What the last value is. */
  Kind kind = Kind.NONE;

  /** Days since 1970 of a date. */
  long epochDay;

  /** Microseconds since 1970 of a LOCAL or INSTANT, of the day of a TIME. */
  long micros;

  /** Whether the value is written year first, as ISO 8601 wants it. */
  boolean iso;

  private byte[] bytes;
  private int at;
  private int end;
  private int digits;

  void date(long day) {
    kind = Kind.DATE;
    epochDay = day;
  }

  void local(LocalDateTime value) {
    kind = Kind.LOCAL;
    micros = DateTimes.micros(value);
  }

  void instant(LocalDateTime value, int offsetSeconds) {
    kind = Kind.INSTANT;
    micros = DateTimes.micros(value) - offsetSeconds * 1_000_000L;
  }

  void time(long microsOfDay) {
    kind = Kind.TIME;
    micros = microsOfDay;
  }

  /** Returns what tells the value from others of its kind. */
  long value() {
    return kind == Kind.DATE ? epochDay : micros;
  }

  /** Returns the day that the value names: its date, or that of its midnight; else nothing fits. */
  boolean isWholeDay() {
    return kind == Kind.DATE || (kind == Kind.LOCAL && Math.floorMod(micros, DAY_MICROS) == 0);
  }

  long day() {
    return kind == Kind.DATE ? epochDay : Math.floorDiv(micros, DAY_MICROS);
  }

  long localMicros() {
    return kind == Kind.DATE ? epochDay * DAY_MICROS : micros;
  }

  /** Looks at a value; {@link #kind} tells what it is. */
  void parse(byte[] value, int from, int to, boolean dayFirst) {
    kind = Kind.NONE;
    iso = false;
    if (to - from < 4 || to - from > 40) {
      return;
    }
    bytes = value;
    at = from;
    end = to;
    byte first = value[from];
    if (first >= '0' && first <= '9') {
      startsWithDigit(dayFirst);
    } else if (isLetter(first)) {
      monthDayYear();
    }
  }

  private void startsWithDigit(boolean dayFirst) {
    int one = number(4);
    int oneDigits = digits;
    if (at >= end) {
      return;
    }
    byte separator = bytes[at++];
    if (separator == ':' && oneDigits <= 2) {
      at -= oneDigits + 1;
      iso = true;
      long day = timeOfDay();
      if (day >= 0 && at == end) {
        time(day);
      }
      return;
    }
    boolean known = separator == '-' || separator == '/' || separator == '.';
    if (oneDigits == 4 && known) {
      int month = number(2);
      if (digits > 0 && at < end && bytes[at++] == separator) {
        int day = number(2);
        iso = true;
        afterDate(one, month, digits > 0 ? day : 0);
      }
    } else if (oneDigits <= 2 && (known || separator == ' ') && at < end && isLetter(bytes[at])) {
      int month = monthName();
      if (at < end && bytes[at++] == separator) {
        afterDate(year(), month, one);
      }
    } else if (oneDigits <= 2 && known) {
      int two = number(2);
      if (digits > 0 && at < end && bytes[at++] == separator) {
        boolean dayMonth = dayFirst || separator == '.';
        int year = year();
        afterDate(year, dayMonth ? two : one, dayMonth ? one : two);
      }
    }
  }

  private void monthDayYear() {
    int month = monthName();
    if (month == 0 || at >= end || bytes[at++] != ' ') {
      return;
    }
    int day = number(2);
    if (at < end && bytes[at] == ',') {
      at++;
    }
    if (at < end && bytes[at++] == ' ') {
      afterDate(year(), month, day);
    }
  }

  private int year() {
    int year = number(4);
    return digits == 4 ? year : 0;
  }

  private void afterDate(int year, int month, int day) {
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      return;
    }
    long days = epochDay(year, month, day);
    if (at == end) {
      date(days);
      return;
    }
    byte separator = bytes[at++];
    if (separator == ',' && at < end) {
      separator = bytes[at++];
    }
    if (separator != ' ' && separator != 'T' && separator != 't') {
      return;
    }
    long ofDay = timeOfDay();
    if (ofDay < 0) {
      return;
    }
    long value = days * DAY_MICROS + ofDay;
    if (at == end) {
      kind = Kind.LOCAL;
      micros = value;
      return;
    }
    int offset = offsetSeconds();
    if (at == end && offset != Integer.MIN_VALUE) {
      kind = Kind.INSTANT;
      micros = value - offset * 1_000_000L;
    }
  }

  /** Reads a time of day; -1 where there is none. */
  private long timeOfDay() {
    int hour = number(2);
    if (digits == 0 || at >= end || bytes[at++] != ':') {
      return -1;
    }
    int minute = number(2);
    if (digits != 2) {
      return -1;
    }
    int second = 0;
    long fraction = 0;
    if (at < end && bytes[at] == ':') {
      at++;
      second = number(2);
      if (digits != 2) {
        return -1;
      }
      if (at + 1 < end && (bytes[at] == '.' || bytes[at] == ',')) {
        at++;
        fraction = fractionMicros();
        if (fraction < 0) {
          return -1;
        }
      }
    }
    hour = halfDay(hour);
    if (hour < 0 || hour > 23 || minute > 59 || second > 59) {
      return -1;
    }
    return ((hour * 60L + minute) * 60 + second) * 1_000_000 + fraction;
  }

  private long fractionMicros() {
    long value = 0;
    int count = 0;
    while (at < end && isDigit(bytes[at])) {
      if (count < 6) {
        value = value * 10 + bytes[at] - '0';
      }
      count++;
      at++;
    }
    if (count == 0 || count > 9) {
      return -1;
    }
    for (int i = count; i < 6; i++) {
      value *= 10;
    }
    return value;
  }

  private int halfDay(int hour) {
    int p = at < end && bytes[at] == ' ' ? at + 1 : at;
    if (p + 1 >= end || (bytes[p + 1] | 0x20) != 'm') {
      return hour;
    }
    int half = bytes[p] | 0x20;
    if ((half != 'a' && half != 'p') || hour < 1 || hour > 12) {
      return -1;
    }
    at = p + 2;
    return hour % 12 + (half == 'p' ? 12 : 0);
  }

  /** Reads Z, UTC, GMT or an offset; MIN_VALUE where there is none. */
  private int offsetSeconds() {
    if (bytes[at] == ' ') {
      at++;
    }
    if (at >= end) {
      return Integer.MIN_VALUE;
    }
    int sign = bytes[at];
    if (isLetter(bytes[at])) {
      if ((bytes[at] | 0x20) == 'z' && at + 1 == end) {
        at++;
        return 0;
      }
      String name = new String(bytes, at, Math.min(4, end - at), StandardCharsets.ISO_8859_1);
      at = Math.min(end, at + 4);
      return name.equals("Z") || name.equals("z") || name.equals("UTC") || name.equals("GMT")
          ? 0
          : Integer.MIN_VALUE;
    }
    if (sign != '+' && sign != '-') {
      return Integer.MIN_VALUE;
    }
    at++;
    int hour = number(2);
    if (digits != 2) {
      return Integer.MIN_VALUE;
    }
    int minute = 0;
    if (at < end) {
      if (bytes[at] == ':') {
        at++;
      }
      minute = number(2);
      if (digits != 2) {
        return Integer.MIN_VALUE;
      }
    }
    if (hour > 18 || minute > 59) {
      return Integer.MIN_VALUE;
    }
    return (sign == '-' ? -1 : 1) * (hour * 60 + minute) * 60;
  }

  private int number(int most) {
    int value = 0;
    digits = 0;
    while (digits < most && at < end && isDigit(bytes[at])) {
      value = value * 10 + bytes[at++] - '0';
      digits++;
    }
    return value;
  }

  /** Reads a month's English name of three letters; 0 where there is none. */
  private int monthName() {
    if (at + 3 > end) {
      return 0;
    }
    for (int month = 0; month < 12; month++) {
      boolean same = true;
      for (int i = 0; i < 3; i++) {
        same &= (bytes[at + i] | 0x20) == MONTHS.charAt(month * 3 + i);
      }
      if (same) {
        at += 3;
        return month + 1;
      }
    }
    return 0;
  }

  /** Counts days in years that begin in March, so that the leap day is a year's last. */
  private static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
    return marchYear * 365L + leapDays + dayOfYear - 719_468;
  }

  private static int daysIn(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : MONTH_DAYS[month - 1];
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isLetter(byte b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }
}
