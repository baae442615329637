package tributary.plugin.s3.file;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Recognises numbers in bytes. A plus sign or a leading zero makes it none: such values are names,
 * such as a postal code, and would lose what they say.
 */
final class Numbers {
  /** The most digits of a number; more are text. */
  private static final int MOST_DIGITS = 1_000;

  /** What a value is. */
  enum Kind {
    NONE,
    /** A whole number of at most 18 digits. */
    WHOLE,
    /** A whole number of 19 digits or more. */
    LONG_WHOLE,
    DECIMAL,
    /** A number with an exponent. */
    EXPONENT
  }

  private Numbers() {}

  /** Tells what a value is. */
  static Kind kindOf(byte[] bytes, int from, int to) {
    int p = from;
    if (p < to && bytes[p] == '-') {
      p++;
    }
    int whole = digits(bytes, p, to);
    int afterWhole = p + whole;
    if (to - from > MOST_DIGITS || (whole > 1 && bytes[p] == '0')) {
      return Kind.NONE;
    }
    if (afterWhole == to) {
      return whole == 0 ? Kind.NONE : whole <= 18 ? Kind.WHOLE : Kind.LONG_WHOLE;
    }
    int fraction = 0;
    int q = afterWhole;
    if (bytes[q] == '.') {
      fraction = digits(bytes, q + 1, to);
      q += 1 + fraction;
      if (fraction == 0) {
        return Kind.NONE;
      }
    }
    if (q == to) {
      return Kind.DECIMAL;
    }
    if (whole == 0 || (bytes[q] | 0x20) != 'e') {
      return Kind.NONE;
    }
    q++;
    if (q < to && (bytes[q] == '-' || bytes[q] == '+')) {
      q++;
    }
    int exponent = digits(bytes, q, to);
    return exponent > 0 && exponent <= 3 && q + exponent == to ? Kind.EXPONENT : Kind.NONE;
  }

  /** Returns whether a value of digits would lose its leading zeros or its plus sign. */
  static boolean isZeroPadded(byte[] bytes, int from, int to) {
    int p = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
    return to - p > 1 && digits(bytes, p, to) == to - p;
  }

  private static int digits(byte[] bytes, int from, int to) {
    int p = from;
    while (p < to && bytes[p] >= '0' && bytes[p] <= '9') {
      p++;
    }
    return p - from;
  }

  /** Returns the value of a whole number of at most 18 digits. */
  static long whole(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    long value = 0;
    for (int p = negative ? from + 1 : from; p < to; p++) {
      value = value * 10 + bytes[p] - '0';
    }
    return negative ? -value : value;
  }

  /** Returns the value of a number of any kind. */
  static BigDecimal decimal(byte[] bytes, int from, int to) {
    if (to - from > 18) {
      return new BigDecimal(text(bytes, from, to));
    }
    boolean negative = bytes[from] == '-';
    long unscaled = 0;
    int scale = 0;
    boolean fraction = false;
    for (int p = negative ? from + 1 : from; p < to; p++) {
      byte b = bytes[p];
      if (b == '.') {
        fraction = true;
      } else if (b < '0' || b > '9') {
        return new BigDecimal(text(bytes, from, to));
      } else {
        unscaled = unscaled * 10 + b - '0';
        scale += fraction ? 1 : 0;
      }
    }
    return BigDecimal.valueOf(negative ? -unscaled : unscaled, scale);
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
