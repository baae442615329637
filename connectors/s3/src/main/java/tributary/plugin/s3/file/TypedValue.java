package tributary.plugin.s3.file;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import tributary.spi.BatchBuilder;
import tributary.spi.ColumnType;

/**
 * Appends typed values to one column. A value of the column's own type goes in as it is, one of
 * another type where nothing is lost; the rest is read as its text would be, so that a column which
 * was widened or given a type by hand takes what a file of text would bring.
 */
final class TypedValue implements ValueSink {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int UUID_BYTES = 16;
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  /** 4713 BC, where the calendar of the database begins, and where its days end. */
  private static final long FIRST_DAY = -2_440_588;

  private static final long LAST_DAY = 2_145_031_948L;
  private static final long FIRST_MICROS = FIRST_DAY * MICROS_PER_DAY;

  private final ColumnType type;
  private final ValueWriter writer;
  private BatchBuilder out;

  TypedValue(ColumnType type, ValueWriter writer) {
    this.type = type;
    this.writer = writer;
  }

  void appendTo(BatchBuilder batch) {
    out = batch;
  }

  private void asText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writer.take(out, bytes, 0, bytes.length, true);
  }

  @Override
  public void absent() {
    out.absent();
  }

  @Override
  public void whole(long value) {
    switch (type) {
      case WHOLE -> out.whole(value);
      case DECIMAL -> out.decimal(BigDecimal.valueOf(value));
      case DOUBLE -> {
        if (Math.abs(value) <= EXACT_IN_DOUBLE) {
          out.real(value);
        } else {
          out.misfit(Long.toString(value), "is beyond what a floating number holds exactly");
        }
      }
      default -> asText(Long.toString(value));
    }
  }

  @Override
  public void decimal(BigDecimal value) {
    switch (type) {
      case DECIMAL -> out.decimal(value);
      case WHOLE -> {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() <= 0 && plain.toBigInteger().bitLength() < Long.SIZE) {
          out.whole(plain.longValueExact());
        } else {
          asText(value.toPlainString());
        }
      }
      default -> asText(value.toPlainString());
    }
  }

  @Override
  public void real(double value) {
    boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
    switch (type) {
      case DOUBLE -> out.real(value);
      case WHOLE -> {
        if (value == Math.rint(value) && Math.abs(value) <= EXACT_IN_DOUBLE) {
          out.whole((long) value);
        } else {
          out.misfit(Double.toString(value), "is not a whole number");
        }
      }
      case DECIMAL -> {
        if (finite) {
          out.decimal(BigDecimal.valueOf(value));
        } else {
          out.misfit(Double.toString(value), "is not a number");
        }
      }
      case JSON -> out.json(finite ? Double.toString(value) : Json.quoted(Double.toString(value)));
      default -> asText(Double.toString(value));
    }
  }

  @Override
  public void flag(boolean value) {
    if (type == ColumnType.BOOLEAN) {
      out.flag(value);
    } else {
      asText(Boolean.toString(value));
    }
  }

  @Override
  public void date(long epochDay) {
    boolean known = epochDay >= FIRST_DAY && epochDay <= LAST_DAY;
    if (!known) {
      out.misfit(epochDay + " days after 1970-01-01", "is beyond the dates that can be kept");
    } else if (type == ColumnType.DATE) {
      out.date(epochDay);
    } else if (type == ColumnType.LOCAL_TIMESTAMP
        && Math.abs(epochDay) < Long.MAX_VALUE / MICROS_PER_DAY) {
      out.localTimestamp(epochDay * MICROS_PER_DAY);
    } else {
      moment(LocalDate.ofEpochDay(epochDay).toString());
    }
  }

  @Override
  public void localTimestamp(long epochMicros) {
    if (epochMicros < FIRST_MICROS) {
      out.misfit(
          epochMicros + " microseconds after 1970-01-01", "is beyond the times that can be kept");
    } else if (type == ColumnType.LOCAL_TIMESTAMP) {
      out.localTimestamp(epochMicros);
    } else if (type == ColumnType.DATE && Math.floorMod(epochMicros, MICROS_PER_DAY) == 0) {
      out.date(Math.floorDiv(epochMicros, MICROS_PER_DAY));
    } else {
      moment(LocalDateTime.ofInstant(instant(epochMicros), ZoneOffset.UTC).toString());
    }
  }

  @Override
  public void timestamp(long epochMicros) {
    if (epochMicros < FIRST_MICROS) {
      out.misfit(
          epochMicros + " microseconds after 1970-01-01", "is beyond the times that can be kept");
    } else if (type == ColumnType.TIMESTAMP) {
      out.timestamp(epochMicros);
    } else {
      moment(instant(epochMicros).toString());
    }
  }

  private static Instant instant(long epochMicros) {
    return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
  }

  @Override
  public void time(long microsOfDay) {
    if (microsOfDay < 0 || microsOfDay >= MICROS_PER_DAY) {
      out.misfit(microsOfDay + " microseconds after midnight", "is not a time of day");
    } else if (type == ColumnType.TIME) {
      out.time(microsOfDay);
    } else {
      moment(LocalTime.ofNanoOfDay(microsOfDay * 1_000).toString());
    }
  }

  private void moment(String text) {
    if (type == ColumnType.JSON) {
      out.json(Json.quoted(text));
    } else {
      asText(text);
    }
  }

  @Override
  public void uuid(UUID value) {
    if (type == ColumnType.UUID) {
      out.uuid(value);
    } else {
      moment(value.toString());
    }
  }

  @Override
  public void text(byte[] utf8, int from, int to) {
    if (Utf8.errorAt(utf8, from, to) >= 0) {
      out.misfit(RawText.of(utf8, from, to), "has bytes that are not valid UTF-8");
    } else if (type == ColumnType.TEXT) {
      out.text(utf8, from, to);
    } else if (type == ColumnType.JSON) {
      out.json(Json.quoted(RawText.of(utf8, from, to)));
    } else {
      writer.take(out, utf8, from, to, true);
    }
  }

  @Override
  public void text(String value) {
    if (type == ColumnType.TEXT) {
      out.text(value);
    } else if (type == ColumnType.JSON) {
      out.json(Json.quoted(value));
    } else {
      asText(value);
    }
  }

  @Override
  public void json(String value) {
    switch (type) {
      case JSON -> out.json(value);
      case TEXT -> out.text(value);
      default -> out.misfit(value, "is an object or array");
    }
  }

  @Override
  public void bytes(byte[] value) {
    switch (type) {
      case BYTES -> out.bytes(value);
      case TEXT -> text(value, 0, value.length);
      case UUID -> {
        if (value.length == UUID_BYTES) {
          out.uuid(Uuids.ofBytes(value));
        } else {
          out.misfit(Base64.getEncoder().encodeToString(value), "is not a UUID");
        }
      }
      case JSON -> out.json(Json.quoted(Base64.getEncoder().encodeToString(value)));
      default -> out.misfit(Base64.getEncoder().encodeToString(value), "is bytes without a type");
    }
  }

  @Override
  public void misfit(String raw, String problem) {
    out.misfit(raw, problem);
  }
}
