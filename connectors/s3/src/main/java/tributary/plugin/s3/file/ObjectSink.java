package tributary.plugin.s3.file;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** Turns a value into what {@link JsonValues} writes. */
public final class ObjectSink implements ValueSink {
  private Object value;

  /** Returns the value told last. */
  public Object value() {
    return value;
  }

  @Override
  public void absent() {
    value = null;
  }

  @Override
  public void whole(long whole) {
    value = whole;
  }

  @Override
  public void decimal(BigDecimal decimal) {
    value = decimal;
  }

  @Override
  public void real(double real) {
    value = real;
  }

  @Override
  public void flag(boolean flag) {
    value = flag;
  }

  @Override
  public void date(long epochDay) {
    try {
      value = LocalDate.ofEpochDay(epochDay).toString();
    } catch (DateTimeException e) {
      value = epochDay + " days after 1970-01-01";
    }
  }

  @Override
  public void localTimestamp(long epochMicros) {
    value = LocalDateTime.ofInstant(instant(epochMicros), ZoneOffset.UTC).toString();
  }

  @Override
  public void timestamp(long epochMicros) {
    value = instant(epochMicros).toString();
  }

  private static Instant instant(long epochMicros) {
    return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
  }

  @Override
  public void time(long microsOfDay) {
    try {
      value = LocalTime.ofNanoOfDay(microsOfDay * 1_000).toString();
    } catch (DateTimeException e) {
      value = microsOfDay + " microseconds after midnight";
    }
  }

  @Override
  public void uuid(UUID uuid) {
    value = uuid.toString();
  }

  @Override
  public void text(byte[] utf8, int from, int to) {
    value = new String(utf8, from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  public void text(String text) {
    value = text;
  }

  @Override
  public void json(String json) {
    value = new JsonValues.RawJson(json);
  }

  @Override
  public void bytes(byte[] bytes) {
    value = Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public void misfit(String raw, String problem) {
    value = raw;
  }
}
