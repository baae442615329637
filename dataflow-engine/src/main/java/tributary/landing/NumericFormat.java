package tributary.landing;

import java.math.BigDecimal;
import java.math.BigInteger;

/** PostgreSQL's binary form of {@code numeric}: digits to the base of 10,000. */
final class NumericFormat {
  /** Digits that numeric holds before the decimal point. */
  private static final int MAX_WHOLE_DIGITS = 131_072;

  /** Digits that numeric holds after the decimal point. */
  private static final int MAX_SCALE = 16_383;

  private static final int POSITIVE = 0x0000;
  private static final int NEGATIVE = 0x4000;

  /** Digits that every long holds. */
  private static final int LONG_DIGITS = 18;

  private static final int[] POWERS = {1, 10, 100, 1_000, 10_000};

  private NumericFormat() {}

  /** Returns whether numeric can hold this, digit by digit. */
  static boolean holds(BigDecimal value) {
    return value.scale() <= MAX_SCALE
        && (long) value.precision() - value.scale() <= MAX_WHOLE_DIGITS;
  }

  /** Appends length and value. */
  static void put(CopyBuffer out, BigDecimal value) {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    int scale = plain.scale();
    int lengthAt = out.size();
    out.putInt32(0);
    if (scale <= 4 && plain.precision() <= LONG_DIGITS) {
      putSmall(out, plain.scaleByPowerOfTen(scale).longValue(), scale);
    } else {
      putLarge(out, plain.unscaledValue(), scale);
    }
    out.setInt32(lengthAt, out.size() - lengthAt - 4);
  }

  /** A fraction of at most four digits is one digit to the base of 10,000. */
  private static void putSmall(CopyBuffer out, long unscaled, int scale) {
    int power = POWERS[scale];
    long magnitude = Math.abs(unscaled);
    long whole = magnitude / power;
    int fraction = (int) (magnitude % power) * POWERS[4 - scale];
    int wholeDigits = 0;
    for (long rest = whole; rest != 0; rest /= 10_000) {
      wholeDigits++;
    }
    int digits = wholeDigits + (fraction == 0 ? 0 : 1);
    putHead(out, digits, wholeDigits - 1, unscaled < 0, scale);
    long place = 1;
    for (int i = 1; i < wholeDigits; i++) {
      place *= 10_000;
    }
    for (int i = 0; i < wholeDigits; i++) {
      out.putInt16((int) (whole / place % 10_000));
      place /= 10_000;
    }
    if (fraction != 0) {
      out.putInt16(fraction);
    }
  }

  private static void putLarge(CopyBuffer out, BigInteger unscaled, int scale) {
    String decimal = unscaled.abs().toString();
    String whole = decimal.length() > scale ? decimal.substring(0, decimal.length() - scale) : "";
    String fraction = decimal.substring(whole.length());
    String digits =
        "0".repeat((4 - whole.length() % 4) % 4) + whole + "0".repeat(scale - fraction.length());
    digits += fraction + "0".repeat((4 - scale % 4) % 4);
    int wholeGroups = (whole.length() + 3) / 4;
    int first = 0;
    int last = digits.length() / 4;
    while (first < last && group(digits, first) == 0) {
      first++;
    }
    while (last > first && group(digits, last - 1) == 0) {
      last--;
    }
    putHead(out, last - first, wholeGroups - first - 1, unscaled.signum() < 0, scale);
    for (int i = first; i < last; i++) {
      out.putInt16(group(digits, i));
    }
  }

  private static void putHead(CopyBuffer out, int digits, int weight, boolean negative, int scale) {
    out.putInt16(digits);
    out.putInt16(digits == 0 ? 0 : weight);
    out.putInt16(negative && digits > 0 ? NEGATIVE : POSITIVE);
    out.putInt16(scale);
  }

  private static int group(String digits, int index) {
    int at = index * 4;
    return (digits.charAt(at) - '0') * 1000
        + (digits.charAt(at + 1) - '0') * 100
        + (digits.charAt(at + 2) - '0') * 10
        + (digits.charAt(at + 3) - '0');
  }

  /** Reads a value that {@link #put} wrote; {@code at} is behind the length. */
  static BigDecimal read(CopyBuffer in, int at) {
    int digits = in.int16At(at);
    int weight = in.int16At(at + 2);
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < digits; i++) {
      value =
          value
              .multiply(BigInteger.valueOf(10_000))
              .add(BigInteger.valueOf(in.int16At(at + 8 + 2 * i)));
    }
    BigDecimal read =
        new BigDecimal(value)
            .scaleByPowerOfTen(4 * (weight - digits + 1))
            .setScale(in.int16At(at + 6));
    return in.int16At(at + 4) == NEGATIVE ? read.negate() : read;
  }
}
