package tributary.kit;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.UUID;
import tributary.spi.BatchBuilder;
import tributary.spi.ColumnType;

/**
 * Appends values of JSON records as values of columns. What does not fit is handed over as such.
 */
public final class Cells {
  private static final int MOST_DIGITS = 1000;

  private Cells() {}

  /** Appends the value of a slot. */
  public static void append(BatchBuilder out, ColumnType type, JsonRecord record, int slot) {
    JsonRecord.Kind kind = record.kind(slot);
    switch (kind) {
      case ABSENT -> out.absent();
      case TRUE, FALSE -> truth(out, type, kind);
      case STRING, NUMBER, JSON -> {
        if (record.isEscaped(slot) || !usual(out, type, record, slot, record.end(slot))) {
          text(out, type, kind, record.text(slot));
        }
      }
    }
  }

  /**
   * Appends the value of a slot that is a time without zone, though its service writes it with the
   * letter of Greenwich.
   */
  public static void appendWithoutZone(BatchBuilder out, JsonRecord record, int slot) {
    int end = record.end(slot);
    boolean zoned =
        record.kind(slot) == JsonRecord.Kind.STRING
            && end > record.start(slot)
            && record.bytes()[end - 1] == 'Z';
    if (!zoned) {
      append(out, ColumnType.LOCAL_TIMESTAMP, record, slot);
    } else if (!usual(out, ColumnType.LOCAL_TIMESTAMP, record, slot, end - 1)) {
      String text = record.text(slot);
      typed(out, ColumnType.LOCAL_TIMESTAMP, text.substring(0, text.length() - 1));
    }
  }

  private static boolean usual(
      BatchBuilder out, ColumnType type, JsonRecord record, int slot, int end) {
    return UsualCells.append(out, type, record.bytes(), record.start(slot), end);
  }

  private static void truth(BatchBuilder out, ColumnType type, JsonRecord.Kind kind) {
    if (type == ColumnType.BOOLEAN) {
      out.flag(kind == JsonRecord.Kind.TRUE);
    } else {
      text(out, type, kind, kind == JsonRecord.Kind.TRUE ? "true" : "false");
    }
  }

  private static void text(BatchBuilder out, ColumnType type, JsonRecord.Kind kind, String text) {
    if (type == ColumnType.JSON) {
      json(out, kind, text);
    } else if (type == ColumnType.TEXT) {
      out.text(text);
    } else if (kind == JsonRecord.Kind.STRING && text.isBlank()) {
      out.absent();
    } else {
      typed(out, type, text.strip());
    }
  }

  /** Appends a value that stands in text, such as an id of the request. */
  public static void append(BatchBuilder out, ColumnType type, String text) {
    if (type == ColumnType.TEXT) {
      out.text(text);
    } else {
      typed(out, type, text);
    }
  }

  private static void json(BatchBuilder out, JsonRecord.Kind kind, String text) {
    out.json(kind == JsonRecord.Kind.STRING ? quoted(text) : text);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static void typed(BatchBuilder out, ColumnType type, String text) {
    switch (type) {
      case WHOLE -> whole(out, text);
      case DECIMAL -> decimal(out, text);
      case DOUBLE -> real(out, text);
      case BOOLEAN -> flag(out, text);
      case DATE -> date(out, text);
      case TIMESTAMP -> timestamp(out, text);
      case LOCAL_TIMESTAMP -> localTimestamp(out, text);
      case TIME -> time(out, text);
      case UUID -> uuid(out, text);
      case TEXT -> out.text(text);
      case BYTES -> bytes(out, text);
      case JSON -> out.misfit(text, "cannot be a value of this column's type");
    }
  }

  private static void whole(BatchBuilder out, String text) {
    try {
      out.whole(Long.parseLong(text));
    } catch (NumberFormatException e) {
      out.misfit(text, "is not a whole number");
    }
  }

  private static void decimal(BatchBuilder out, String text) {
    try {
      if (text.length() > MOST_DIGITS) {
        out.misfit(text, "is not a number");
        return;
      }
      out.decimal(new BigDecimal(text));
    } catch (NumberFormatException e) {
      out.misfit(text, "is not a number");
    }
  }

  private static void real(BatchBuilder out, String text) {
    try {
      out.real(
          switch (text) {
            case "INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
          });
    } catch (NumberFormatException e) {
      out.misfit(text, "is not a number");
    }
  }

  private static void flag(BatchBuilder out, String text) {
    switch (text) {
      case "true", "TRUE", "True" -> out.flag(true);
      case "false", "FALSE", "False" -> out.flag(false);
      default -> out.misfit(text, "is neither true nor false");
    }
  }

  /** A day may come with a time of midnight behind it. */
  private static void date(BatchBuilder out, String text) {
    try {
      boolean midnight = text.length() > 10 && text.substring(10).matches("T00:00(:00(\\.0+)?)?Z?");
      out.date(LocalDate.parse(midnight ? text.substring(0, 10) : text));
    } catch (DateTimeException e) {
      out.misfit(text, "is not a date");
    }
  }

  private static void timestamp(BatchBuilder out, String text) {
    try {
      TemporalAccessor read =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      out.timestamp(
          read instanceof OffsetDateTime with
              ? with.toInstant()
              : ((LocalDateTime) read).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      day(out, text);
    }
  }

  private static void day(BatchBuilder out, String text) {
    try {
      out.timestamp(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      out.misfit(text, "is not a date and time");
    }
  }

  private static void localTimestamp(BatchBuilder out, String text) {
    try {
      out.localTimestamp(LocalDateTime.parse(text));
    } catch (DateTimeException e) {
      out.misfit(text, "is not a date and time");
    }
  }

  private static void time(BatchBuilder out, String text) {
    try {
      out.time(LocalTime.parse(text));
    } catch (DateTimeException e) {
      out.misfit(text, "is not a time of day");
    }
  }

  private static void bytes(BatchBuilder out, String text) {
    try {
      out.bytes(Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException e) {
      out.misfit(text, "is not Base64");
    }
  }

  private static void uuid(BatchBuilder out, String text) {
    try {
      out.uuid(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      out.misfit(text, "is not a UUID");
    }
  }
}
