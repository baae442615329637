package tributary.plugin.s3.file;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.UUID;
import tributary.spi.ColumnType;

/** Holds one value until its turn comes, without boxing. */
public final class ValueSlot implements ValueSink {
  /** No value. */
  private static final ColumnType ABSENT = null;

  private ColumnType type = ABSENT;
  private long number;
  private Object object;
  private String problem;

  private void hold(ColumnType newType, long newNumber, Object newObject) {
    type = newType;
    number = newNumber;
    object = newObject;
    problem = null;
  }

  /** Hands the value on. */
  public void to(ValueSink sink) {
    if (problem != null) {
      sink.misfit((String) object, problem);
      return;
    }
    if (type == ABSENT) {
      sink.absent();
      return;
    }
    switch (type) {
      case TEXT -> text(sink);
      case WHOLE -> sink.whole(number);
      case DECIMAL -> sink.decimal((BigDecimal) object);
      case DOUBLE -> sink.real(Double.longBitsToDouble(number));
      case BOOLEAN -> sink.flag(number != 0);
      case DATE -> sink.date(number);
      case LOCAL_TIMESTAMP -> sink.localTimestamp(number);
      case TIMESTAMP -> sink.timestamp(number);
      case TIME -> sink.time(number);
      case UUID -> sink.uuid((UUID) object);
      case JSON -> sink.json((String) object);
      case BYTES -> sink.bytes((byte[]) object);
    }
  }

  private void text(ValueSink sink) {
    if (object instanceof byte[] utf8) {
      sink.text(utf8, 0, utf8.length);
    } else {
      sink.text((String) object);
    }
  }

  @Override
  public void absent() {
    hold(ABSENT, 0, null);
  }

  @Override
  public void whole(long value) {
    hold(ColumnType.WHOLE, value, null);
  }

  @Override
  public void decimal(BigDecimal value) {
    hold(ColumnType.DECIMAL, 0, value);
  }

  @Override
  public void real(double value) {
    hold(ColumnType.DOUBLE, Double.doubleToRawLongBits(value), null);
  }

  @Override
  public void flag(boolean value) {
    hold(ColumnType.BOOLEAN, value ? 1 : 0, null);
  }

  @Override
  public void date(long epochDay) {
    hold(ColumnType.DATE, epochDay, null);
  }

  @Override
  public void localTimestamp(long epochMicros) {
    hold(ColumnType.LOCAL_TIMESTAMP, epochMicros, null);
  }

  @Override
  public void timestamp(long epochMicros) {
    hold(ColumnType.TIMESTAMP, epochMicros, null);
  }

  @Override
  public void time(long microsOfDay) {
    hold(ColumnType.TIME, microsOfDay, null);
  }

  @Override
  public void uuid(UUID value) {
    hold(ColumnType.UUID, 0, value);
  }

  @Override
  public void text(byte[] utf8, int from, int to) {
    hold(ColumnType.TEXT, 0, Arrays.copyOfRange(utf8, from, to));
  }

  @Override
  public void text(String value) {
    hold(ColumnType.TEXT, 0, value);
  }

  @Override
  public void json(String value) {
    hold(ColumnType.JSON, 0, value);
  }

  @Override
  public void bytes(byte[] value) {
    hold(ColumnType.BYTES, 0, value);
  }

  @Override
  public void misfit(String raw, String what) {
    hold(ABSENT, 0, raw);
    problem = what;
  }
}
