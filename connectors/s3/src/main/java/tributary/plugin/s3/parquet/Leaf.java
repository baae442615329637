package tributary.plugin.s3.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import tributary.plugin.s3.file.ValueSink;
import tributary.spi.ColumnType;

/**
 * What a primitive of Parquet means: its type here, and how each of its physical forms is told.
 *
 * @param type the column's type
 * @param longs tells a value of BOOLEAN, INT32 and INT64
 * @param doubles tells a value of FLOAT and DOUBLE
 * @param binaries tells a value of the others
 * @param nanos whether it has more digits of time than can be kept
 */
record Leaf(ColumnType type, Longs longs, Doubles doubles, Binaries binaries, boolean nanos) {
  /** A day of INT96 is counted from noon of 4713 BC; this one is 1970-01-01. */
  private static final long JULIAN_EPOCH_DAY = 2_440_588;

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int MOST_SCALE = 16_383;

  interface Longs {
    void tell(long value, ValueSink to);
  }

  interface Doubles {
    void tell(double value, ValueSink to);
  }

  interface Binaries {
    void tell(Binary value, ValueSink to);
  }

  private static Leaf ofLongs(ColumnType type, Longs longs) {
    return new Leaf(type, longs, null, null, false);
  }

  private static Leaf ofBinaries(ColumnType type, Binaries binaries) {
    return new Leaf(type, null, null, binaries, false);
  }

  static Leaf of(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> ofLongs(ColumnType.BOOLEAN, (value, to) -> to.flag(value != 0));
      case INT32, INT64 -> ofNumber(type, meaning);
      case FLOAT, DOUBLE ->
          new Leaf(ColumnType.DOUBLE, null, (value, to) -> to.real(value), null, false);
      case INT96 ->
          new Leaf(ColumnType.LOCAL_TIMESTAMP, null, null, (value, to) -> int96(value, to), true);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(meaning);
    };
  }

  private static Leaf ofNumber(PrimitiveType type, LogicalTypeAnnotation meaning) {
    boolean wide = type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT64;
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return ofLongs(
          ColumnType.DECIMAL,
          (value, to) -> to.decimal(BigDecimal.valueOf(value, decimal.getScale())));
    }
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return ofLongs(ColumnType.DATE, (value, to) -> to.date(value));
    }
    if (meaning instanceof TimeLogicalTypeAnnotation time) {
      TimeUnit unit = time.getUnit();
      return new Leaf(
          ColumnType.TIME,
          (value, to) -> to.time(micros(value, unit)),
          null,
          null,
          unit == TimeUnit.NANOS);
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      TimeUnit unit = timestamp.getUnit();
      return new Leaf(
          timestamp.isAdjustedToUTC() ? ColumnType.TIMESTAMP : ColumnType.LOCAL_TIMESTAMP,
          timestamp.isAdjustedToUTC()
              ? (value, to) -> to.timestamp(micros(value, unit))
              : (value, to) -> to.localTimestamp(micros(value, unit)),
          null,
          null,
          unit == TimeUnit.NANOS);
    }
    if (meaning instanceof IntLogicalTypeAnnotation whole && !whole.isSigned()) {
      return wide
          ? ofLongs(ColumnType.DECIMAL, (value, to) -> to.decimal(unsigned(value)))
          : ofLongs(ColumnType.WHOLE, (value, to) -> to.whole(value & 0xffff_ffffL));
    }
    return ofLongs(ColumnType.WHOLE, (value, to) -> to.whole(value));
  }

  private static Leaf ofBytes(LogicalTypeAnnotation meaning) {
    if (meaning instanceof StringLogicalTypeAnnotation
        || meaning instanceof EnumLogicalTypeAnnotation) {
      return ofBinaries(ColumnType.TEXT, Leaf::text);
    }
    if (meaning instanceof JsonLogicalTypeAnnotation) {
      return ofBinaries(ColumnType.JSON, JsonText::tell);
    }
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal
        && decimal.getScale() <= MOST_SCALE) {
      int scale = decimal.getScale();
      return ofBinaries(
          ColumnType.DECIMAL,
          (value, to) -> {
            if (value.length() == 0) {
              to.misfit("", "is a number without digits");
            } else {
              to.decimal(new BigDecimal(new BigInteger(value.getBytesUnsafe()), scale));
            }
          });
    }
    if (meaning instanceof UUIDLogicalTypeAnnotation) {
      return ofBinaries(ColumnType.UUID, Leaf::uuid);
    }
    if (meaning instanceof Float16LogicalTypeAnnotation) {
      return ofBinaries(ColumnType.DOUBLE, Leaf::half);
    }
    if (meaning instanceof IntervalLogicalTypeAnnotation) {
      return ofBinaries(ColumnType.TEXT, Leaf::interval);
    }
    return ofBinaries(ColumnType.BYTES, (value, to) -> to.bytes(value.getBytes()));
  }

  private static void text(Binary value, ValueSink to) {
    ByteBuffer bytes = value.toByteBuffer();
    if (bytes.hasArray()) {
      int from = bytes.arrayOffset() + bytes.position();
      to.text(bytes.array(), from, from + bytes.remaining());
    } else {
      byte[] copy = value.getBytes();
      to.text(copy, 0, copy.length);
    }
  }

  private static void uuid(Binary value, ValueSink to) {
    ByteBuffer bytes = value.toByteBuffer();
    int at = bytes.position();
    to.uuid(new UUID(bytes.getLong(at), bytes.getLong(at + Long.BYTES)));
  }

  /** Nanoseconds of the day, then the Julian day, the smaller byte first. No zone is told. */
  private static void int96(Binary value, ValueSink to) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.position();
    long nanos = bytes.getLong(at);
    long day = Integer.toUnsignedLong(bytes.getInt(at + Long.BYTES)) - JULIAN_EPOCH_DAY;
    try {
      to.localTimestamp(
          Math.addExact(Math.multiplyExact(day, MICROS_PER_DAY), Math.floorDiv(nanos, 1_000L)));
    } catch (ArithmeticException e) {
      to.misfit(day + " days after 1970-01-01", "is beyond the times that can be kept");
    }
  }

  /** Months, days and milliseconds, as ISO 8601 writes a duration. */
  private static void interval(Binary value, ValueSink to) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.position();
    long months = Integer.toUnsignedLong(bytes.getInt(at));
    long days = Integer.toUnsignedLong(bytes.getInt(at + 4));
    long millis = Integer.toUnsignedLong(bytes.getInt(at + 8));
    to.text("P" + months + "M" + days + "DT" + BigDecimal.valueOf(millis, 3).toPlainString() + "S");
  }

  private static void half(Binary value, ValueSink to) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int bits = Short.toUnsignedInt(bytes.getShort(bytes.position()));
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        exponent == 0
            ? fraction * 0x1p-24
            : exponent == 0x1f
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : Math.scalb(1 + fraction / 1024.0, exponent - 15);
    to.real((bits & 0x8000) != 0 ? -size : size);
  }

  private static BigDecimal unsigned(long value) {
    return new BigDecimal(Long.toUnsignedString(value));
  }

  private static long micros(long value, TimeUnit unit) {
    return switch (unit) {
      case MICROS -> value;
      case NANOS -> Math.floorDiv(value, 1_000L);
      case MILLIS -> Math.abs(value) > Long.MAX_VALUE / 1_000 ? Long.MIN_VALUE : value * 1_000;
    };
  }
}
