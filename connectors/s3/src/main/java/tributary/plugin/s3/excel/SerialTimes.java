package tributary.plugin.s3.excel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tributary.plugin.s3.excel.NumberFormats.Meaning;

/**
 * Tells what a number of a sheet is. Days are counted from 1900, with a 29 February 1900 that never
 * was, or from 1904; the fraction is the time of day.
 */
final class SerialTimes {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final int LEAP_DAY_THAT_NEVER_WAS = 60;

  /** As many digits as Excel shows and calculates with; the rest is the binary fraction's. */
  private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_EVEN);

  private static final int MOST_SCALE = 400;
  private static final int WHOLE_DIGITS = 18;

  private final NumberFormats formats;
  private final boolean from1904;

  SerialTimes(NumberFormats formats, boolean from1904) {
    this.formats = formats;
    this.from1904 = from1904;
  }

  /** Fills a cell with a number, or the date or time that its style makes of it. */
  void number(StringBuilder text, int style, Cell cell) {
    Meaning meaning = formats.of(style);
    if (meaning == Meaning.NUMBER && isShortWhole(text)) {
      cell.whole(Long.parseLong(text, 0, text.length(), 10));
      return;
    }
    BigDecimal number = new BigDecimal(text.toString().strip());
    if (Math.abs((long) number.scale()) > MOST_SCALE) {
      throw new NumberFormatException("A number has too many digits");
    }
    if (meaning == Meaning.NUMBER) {
      plain(number, cell);
    } else {
      moment(number, meaning, cell);
    }
  }

  private static boolean isShortWhole(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() <= WHOLE_DIGITS;
  }

  private static void plain(BigDecimal number, Cell cell) {
    boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    if (whole && number.precision() - number.scale() <= WHOLE_DIGITS) {
      cell.whole(number.longValueExact());
    } else {
      cell.decimal(whole ? number : plainScale(number.round(SHOWN).stripTrailingZeros()));
    }
  }

  private static BigDecimal plainScale(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private void moment(BigDecimal number, Meaning meaning, Cell cell) {
    double serial = number.doubleValue();
    double days = Math.floor(serial);
    long millis = Math.round((serial - days) * MILLIS_PER_DAY);
    if (millis == MILLIS_PER_DAY) {
      days++;
      millis = 0;
    }
    if (meaning == Meaning.TIME && days == 0) {
      cell.time(millis * 1_000);
      return;
    }
    if (days < 0 || days > LAST_DAY + 30_000 || !from1904 && days < 1) {
      cell.misfit(number.stripTrailingZeros().toPlainString(), "is not a date");
      return;
    }
    if (!from1904 && days == LEAP_DAY_THAT_NEVER_WAS) {
      cell.misfit("1900-02-29", "is a day that never was");
      return;
    }
    long day = epochDay((long) days);
    if (day > LAST_DAY) {
      cell.misfit(number.stripTrailingZeros().toPlainString(), "is not a date");
    } else if (meaning == Meaning.DATE && millis == 0) {
      cell.date(day);
    } else {
      cell.dateTime(day * MICROS_PER_DAY + millis * 1_000);
    }
  }

  private long epochDay(long days) {
    if (from1904) {
      return LocalDate.of(1904, 1, 1).toEpochDay() + days;
    }
    boolean before = days < LEAP_DAY_THAT_NEVER_WAS;
    return LocalDate.of(1899, 12, before ? 31 : 30).toEpochDay() + days;
  }

  /** Fills a cell with a date or time that is written as ISO 8601. */
  void iso(String text, Cell cell) {
    try {
      if (!text.contains("T")) {
        if (text.contains(":")) {
          cell.time(LocalTime.parse(text).toNanoOfDay() / 1_000);
        } else {
          cell.date(LocalDate.parse(text).toEpochDay());
        }
        return;
      }
      LocalDateTime time =
          LocalDateTime.parse(text.replace("Z", ""), DateTimeFormatter.ISO_LOCAL_DATE_TIME);
      cell.dateTime(time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1_000);
    } catch (DateTimeException e) {
      cell.misfit(text, "is not a date");
    }
  }
}
