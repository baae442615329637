package tributary.plugin.s3.avro;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import tributary.plugin.s3.file.ColumnTypes;
import tributary.plugin.s3.file.JsonValues;
import tributary.plugin.s3.file.ValueSink;
import tributary.spi.ColumnType;

/** Reads values of one schema. Nested ones become JSON. */
final class AvroValue {
  private static final int MOST_SCALE = 16_383;
  private static final int UUID_BYTES = 16;
  private static final int DURATION_BYTES = 12;
  private static final int DEEPEST = 200;

  private final ColumnType type;
  private final Reading reading;

  /** Reads one value and tells it. */
  private interface Reading {
    void read(Decoder in, ValueSink to) throws IOException;
  }

  private AvroValue(ColumnType type, Reading reading) {
    this.type = type;
    this.reading = reading;
  }

  ColumnType type() {
    return type;
  }

  void read(Decoder in, ValueSink to) throws IOException {
    reading.read(in, to);
  }

  static AvroValue of(Schema schema, RowBudget budget) {
    return of(schema, budget, 0);
  }

  static AvroValue of(Schema schema, RowBudget budget, int depth) {
    if (schema.getType() == Schema.Type.UNION) {
      return union(schema, budget, depth);
    }
    LogicalType meaning = schema.getLogicalType();
    return switch (schema.getType()) {
      case NULL ->
          new AvroValue(
              ColumnType.TEXT,
              (in, to) -> {
                in.readNull();
                to.absent();
              });
      case BOOLEAN -> new AvroValue(ColumnType.BOOLEAN, (in, to) -> to.flag(in.readBoolean()));
      case INT -> ofInt(meaning);
      case LONG -> ofLong(meaning);
      case FLOAT -> new AvroValue(ColumnType.DOUBLE, (in, to) -> to.real(in.readFloat()));
      case DOUBLE -> new AvroValue(ColumnType.DOUBLE, (in, to) -> to.real(in.readDouble()));
      case STRING -> string(meaning, budget);
      case BYTES -> bytes(meaning, budget);
      case FIXED -> fixed(schema, meaning, budget);
      case ENUM -> {
        List<String> symbols = schema.getEnumSymbols();
        yield new AvroValue(ColumnType.TEXT, (in, to) -> to.text(symbols.get(in.readEnum())));
      }
      case RECORD, ARRAY, MAP -> {
        AvroTree tree = new AvroTree(budget);
        yield new AvroValue(
            ColumnType.JSON, (in, to) -> to.json(JsonValues.of(tree.read(schema, in, depth + 1))));
      }
      case UNION -> throw new IllegalStateException("handled above");
    };
  }

  static void requireShallow(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("Values are nested too deeply");
    }
  }

  private static AvroValue union(Schema schema, RowBudget budget, int depth) {
    List<AvroValue> branches =
        schema.getTypes().stream().map(branch -> of(branch, budget, depth)).toList();
    ColumnType type = null;
    for (int i = 0; i < branches.size(); i++) {
      if (schema.getTypes().get(i).getType() != Schema.Type.NULL) {
        ColumnType branch = branches.get(i).type();
        type = type == null ? branch : ColumnTypes.join(type, branch);
      }
    }
    return new AvroValue(
        type == null ? ColumnType.TEXT : type,
        (in, to) -> branches.get(in.readIndex()).read(in, to));
  }

  private static AvroValue ofInt(LogicalType meaning) {
    if (meaning instanceof LogicalTypes.Date) {
      return new AvroValue(ColumnType.DATE, (in, to) -> to.date(in.readInt()));
    }
    if (meaning instanceof LogicalTypes.TimeMillis) {
      return new AvroValue(ColumnType.TIME, (in, to) -> to.time(in.readInt() * 1_000L));
    }
    return new AvroValue(ColumnType.WHOLE, (in, to) -> to.whole(in.readInt()));
  }

  private static AvroValue ofLong(LogicalType meaning) {
    if (meaning instanceof LogicalTypes.TimeMicros) {
      return new AvroValue(ColumnType.TIME, (in, to) -> to.time(in.readLong()));
    }
    if (meaning instanceof LogicalTypes.TimestampMillis) {
      return new AvroValue(ColumnType.TIMESTAMP, (in, to) -> to.timestamp(millis(in.readLong())));
    }
    if (meaning instanceof LogicalTypes.TimestampMicros) {
      return new AvroValue(ColumnType.TIMESTAMP, (in, to) -> to.timestamp(in.readLong()));
    }
    if (meaning instanceof LogicalTypes.TimestampNanos) {
      return new AvroValue(ColumnType.TIMESTAMP, (in, to) -> to.timestamp(nanos(in.readLong())));
    }
    if (meaning instanceof LogicalTypes.LocalTimestampMillis) {
      return local((in, to) -> to.localTimestamp(millis(in.readLong())));
    }
    if (meaning instanceof LogicalTypes.LocalTimestampMicros) {
      return local((in, to) -> to.localTimestamp(in.readLong()));
    }
    if (meaning instanceof LogicalTypes.LocalTimestampNanos) {
      return local((in, to) -> to.localTimestamp(nanos(in.readLong())));
    }
    return new AvroValue(ColumnType.WHOLE, (in, to) -> to.whole(in.readLong()));
  }

  private static AvroValue local(Reading reading) {
    return new AvroValue(ColumnType.LOCAL_TIMESTAMP, reading);
  }

  private static long millis(long value) {
    return Math.abs(value) > Long.MAX_VALUE / 1_000 ? Long.MIN_VALUE : value * 1_000;
  }

  private static long nanos(long value) {
    return Math.floorDiv(value, 1_000L);
  }

  private static AvroValue string(LogicalType meaning, RowBudget budget) {
    boolean uuid = meaning != null && meaning.getName().equals("uuid");
    return new AvroValue(
        uuid ? ColumnType.UUID : ColumnType.TEXT,
        (in, to) -> {
          byte[] text = sized(in, budget);
          if (text == null) {
            to.absent();
          } else {
            to.text(text, 0, text.length);
          }
        });
  }

  private static AvroValue bytes(LogicalType meaning, RowBudget budget) {
    boolean decimal = isDecimal(meaning);
    return new AvroValue(
        decimal ? ColumnType.DECIMAL : ColumnType.BYTES,
        (in, to) -> tell(sized(in, budget), decimal ? meaning : null, to));
  }

  private static AvroValue fixed(Schema schema, LogicalType meaning, RowBudget budget) {
    int size = schema.getFixedSize();
    String name = meaning == null ? schema.getProp("logicalType") : meaning.getName();
    Reading raw = (in, to) -> tell(bytes(in, size, budget), meaning, to);
    if (isDecimal(meaning)) {
      return new AvroValue(ColumnType.DECIMAL, raw);
    }
    if ("uuid".equals(name) && size == UUID_BYTES) {
      return new AvroValue(
          ColumnType.UUID,
          (in, to) -> {
            ByteBuffer both = ByteBuffer.wrap(required(bytes(in, size, budget)));
            to.uuid(new UUID(both.getLong(), both.getLong()));
          });
    }
    if ("duration".equals(name) && size == DURATION_BYTES) {
      return new AvroValue(
          ColumnType.TEXT, (in, to) -> to.text(duration(required(bytes(in, size, budget)))));
    }
    return new AvroValue(ColumnType.BYTES, (in, to) -> tell(bytes(in, size, budget), null, to));
  }

  private static boolean isDecimal(LogicalType meaning) {
    return meaning instanceof LogicalTypes.Decimal decimal && decimal.getScale() <= MOST_SCALE;
  }

  private static void tell(byte[] value, LogicalType meaning, ValueSink to) {
    if (value == null) {
      to.absent();
    } else if (!(meaning instanceof LogicalTypes.Decimal decimal)) {
      to.bytes(value);
    } else if (value.length == 0) {
      to.misfit("", "is a number without digits");
    } else {
      to.decimal(new BigDecimal(new BigInteger(value), decimal.getScale()));
    }
  }

  /** Months, days and milliseconds, as ISO 8601 writes a duration. */
  private static String duration(byte[] value) {
    ByteBuffer parts = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    long months = Integer.toUnsignedLong(parts.getInt());
    long days = Integer.toUnsignedLong(parts.getInt());
    BigDecimal seconds = BigDecimal.valueOf(Integer.toUnsignedLong(parts.getInt()), 3);
    return "P" + months + "M" + days + "DT" + seconds.toPlainString() + "S";
  }

  private static byte[] required(byte[] value) {
    return value == null ? new byte[UUID_BYTES] : value;
  }

  /** Reads bytes that tell their length; null where they are too many, which are passed over. */
  static byte[] sized(Decoder in, RowBudget budget) throws IOException {
    long length = in.readLong();
    if (length < 0) {
      throw new IOException("A value has a negative length");
    }
    return bytes(in, length, budget);
  }

  private static byte[] bytes(Decoder in, long length, RowBudget budget) throws IOException {
    if (budget.take(length)) {
      byte[] bytes = new byte[(int) length];
      in.readFixed(bytes);
      return bytes;
    }
    for (long left = length; left > 0; left -= Integer.MAX_VALUE) {
      in.skipFixed((int) Math.min(left, Integer.MAX_VALUE));
    }
    return null;
  }
}
