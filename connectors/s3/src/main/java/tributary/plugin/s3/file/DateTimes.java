package tributary.plugin.s3.file;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import tributary.spi.ConnectorException;

/**
 * How dates and times are written in a file: as detected, or by a pattern that a person gave.
 *
 * <p>A given pattern goes first; what does not match it may still be ISO 8601, which nobody can
 * mistake, but nothing else.
 */
final class DateTimes {
  private final DateTimeScan scan = new DateTimeScan();
  private final DateTimeFormatter pattern;

  private DateTimes(DateTimeFormatter pattern) {
    this.pattern = pattern;
  }

  /** Returns the reader for an option's value; empty for "auto". */
  static DateTimes of(Optional<String> pattern) {
    return new DateTimes(pattern.map(DateTimes::formatter).orElse(null));
  }

  /** Parses a value; the result is this object's until the next call. */
  DateTimeScan parse(byte[] bytes, int from, int to, boolean dayFirst) {
    if (pattern != null) {
      if (byPattern(RawText.of(bytes, from, to))) {
        return scan;
      }
      scan.parse(bytes, from, to, dayFirst);
      if (!scan.iso) {
        scan.kind = DateTimeScan.Kind.NONE;
      }
      return scan;
    }
    scan.parse(bytes, from, to, dayFirst);
    return scan;
  }

  private boolean byPattern(String text) {
    TemporalAccessor parsed;
    try {
      parsed =
          pattern.parseBest(
              text,
              ZonedDateTime::from,
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from,
              LocalTime::from);
    } catch (DateTimeParseException e) {
      return false;
    }
    if (parsed instanceof ZonedDateTime zoned) {
      scan.instant(zoned.toLocalDateTime(), zoned.getOffset().getTotalSeconds());
    } else if (parsed instanceof OffsetDateTime offset) {
      scan.instant(offset.toLocalDateTime(), offset.getOffset().getTotalSeconds());
    } else if (parsed instanceof LocalDateTime local) {
      scan.local(local);
    } else if (parsed instanceof LocalDate date) {
      scan.date(date.toEpochDay());
    } else if (parsed instanceof LocalTime time) {
      scan.time(time.toNanoOfDay() / 1_000);
    }
    return true;
  }

  /** Returns the pattern as a strict formatter, or refuses it in words for the person. */
  static DateTimeFormatter formatter(String pattern) {
    try {
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(yearOfEraAsYear(pattern))
          .toFormatter(Locale.US)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw ConnectorException.inField(
          OptionFields.DATETIME_FORMAT,
          FileProblem.BAD_DATETIME_FORMAT,
          "\""
              + pattern
              + "\" is not a date and time pattern. Write it with yyyy, MM, dd, HH, mm, ss, such as"
              + " dd.MM.yyyy HH:mm, or leave it at auto.",
          e);
    }
  }

  /** Strict parsing needs an era beside yyyy; people write yyyy and mean the year. */
  private static String yearOfEraAsYear(String pattern) {
    StringBuilder out = new StringBuilder();
    boolean literal = false;
    for (char c : pattern.toCharArray()) {
      literal ^= c == '\'';
      out.append(c == 'y' && !literal ? 'u' : c);
    }
    return out.toString();
  }

  static long micros(LocalDateTime value) {
    return value.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + value.getNano() / 1_000;
  }
}
