package tributary.disk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write and read them. */
final class ByteCount {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)\\s*([kmgt]?i?b)?", Pattern.CASE_INSENSITIVE);
  private static final Map<String, Long> UNITS =
      Map.of(
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);
  private static final String[] WORDS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private ByteCount() {}

  /** Reads {@code 2 GB}, {@code 500MiB} or bytes without a unit; empty when it is none of them. */
  static OptionalLong parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String unit = matcher.group(2) == null ? "b" : matcher.group(2).toLowerCase(Locale.ROOT);
    Long factor = UNITS.get(unit);
    if (factor == null) {
      return OptionalLong.empty();
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(bytes.setScale(0, RoundingMode.DOWN).longValue());
  }

  /** Returns the number in a unit that people can read. */
  static String words(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 999.5 && unit < WORDS.length - 1) {
      amount /= 1000;
      unit++;
    }
    String number = String.format(Locale.ENGLISH, unit == 0 ? "%.0f" : "%.1f", amount);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + " "
        + WORDS[unit];
  }
}
