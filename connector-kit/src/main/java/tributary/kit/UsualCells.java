package tributary.kit;

import java.math.BigDecimal;
import java.util.UUID;
import tributary.spi.BatchBuilder;
import tributary.spi.ColumnType;

/**
 * Appends values that have the one form that nearly all have, straight from their bytes. Whatever
 * looks different is left to {@link Cells}.
 */
final class UsualCells {
  /** Digits that every long holds. */
  private static final int LONG_DIGITS = 18;

  private static final int UUID_LENGTH = 36;

  private UsualCells() {}

  /** Returns whether the value had its usual form, and was appended. */
  static boolean append(BatchBuilder out, ColumnType type, byte[] text, int from, int to) {
    return switch (type) {
      case TEXT -> {
        out.text(text, from, to);
        yield true;
      }
      case WHOLE -> whole(out, text, from, to);
      case DECIMAL -> decimal(out, text, from, to);
      case DATE -> date(out, text, from, to);
      case TIMESTAMP -> timestamp(out, text, from, to);
      case LOCAL_TIMESTAMP -> localTimestamp(out, text, from, to);
      case UUID -> uuid(out, text, from, to);
      case DOUBLE, BOOLEAN, TIME, BYTES, JSON -> false;
    };
  }

  private static boolean whole(BatchBuilder out, byte[] text, int from, int to) {
    boolean negative = to > from && text[from] == '-';
    long number = digits(text, negative ? from + 1 : from, to);
    if (number < 0) {
      return false;
    }
    out.whole(negative ? -number : number);
    return true;
  }

  private static boolean decimal(BatchBuilder out, byte[] text, int from, int to) {
    boolean negative = to > from && text[from] == '-';
    int first = negative ? from + 1 : from;
    int point = first;
    while (point < to && text[point] != '.') {
      point++;
    }
    int scale = Math.max(0, to - point - 1);
    long whole = digits(text, first, point);
    long fraction = point == to ? 0 : digits(text, point + 1, to);
    if (whole < 0 || fraction < 0 || point - first + scale > LONG_DIGITS) {
      return false;
    }
    for (int i = 0; i < scale; i++) {
      whole *= 10;
    }
    long unscaled = whole + fraction;
    out.decimal(BigDecimal.valueOf(negative ? -unscaled : unscaled, scale));
    return true;
  }

  /** Returns the number of these digits; negative where there are others, none or too many. */
  private static long digits(byte[] text, int from, int to) {
    long number = to > from && to - from <= LONG_DIGITS ? 0 : -1;
    for (int i = from; i < to && number >= 0; i++) {
      int digit = text[i] - '0';
      number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
    }
    return number;
  }

  private static boolean date(BatchBuilder out, byte[] text, int from, int to) {
    long day = IsoText.epochDay(text, from, to);
    if (day == IsoText.OTHER) {
      return false;
    }
    out.date(day);
    return true;
  }

  private static boolean timestamp(BatchBuilder out, byte[] text, int from, int to) {
    long micros = IsoText.epochMicros(text, from, to);
    if (micros == IsoText.OTHER) {
      return false;
    }
    out.timestamp(micros);
    return true;
  }

  private static boolean localTimestamp(BatchBuilder out, byte[] text, int from, int to) {
    long micros = IsoText.localMicros(text, from, to);
    if (micros == IsoText.OTHER) {
      return false;
    }
    out.localTimestamp(micros);
    return true;
  }

  private static boolean uuid(BatchBuilder out, byte[] text, int from, int to) {
    boolean formed =
        to - from == UUID_LENGTH
            && text[from + 8] == '-'
            && text[from + 13] == '-'
            && text[from + 18] == '-'
            && text[from + 23] == '-';
    if (!formed) {
      return false;
    }
    long time = hex(text, from, 8);
    long middle = hex(text, from + 9, 4);
    long version = hex(text, from + 14, 4);
    long sequence = hex(text, from + 19, 4);
    long node = hex(text, from + 24, 12);
    if ((time | middle | version | sequence | node) < 0) {
      return false;
    }
    out.uuid(new UUID(time << 32 | middle << 16 | version, sequence << 48 | node));
    return true;
  }

  /** Returns the number of so many hexadecimal digits; negative where there are others. */
  private static long hex(byte[] text, int from, int length) {
    long number = 0;
    for (int i = from; i < from + length; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }
}
