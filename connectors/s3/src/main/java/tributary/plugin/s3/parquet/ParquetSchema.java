package tributary.plugin.s3.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;

import java.util.Iterator;
import java.util.List;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Builds the tree of columns from the flat list that a footer has. */
final class ParquetSchema {
  private static final int DEEPEST = 100;

  private final Iterator<SchemaElement> elements;

  private ParquetSchema(List<SchemaElement> elements) {
    this.elements = elements.iterator();
  }

  static MessageType of(List<SchemaElement> elements) {
    ParquetSchema schema = new ParquetSchema(elements);
    SchemaElement root = schema.elements.next();
    Types.MessageTypeBuilder message = Types.buildMessage();
    schema.children(message, root.getNum_children(), 0);
    return message.named(root.getName());
  }

  private void children(Types.GroupBuilder<?> parent, int count, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("The schema is nested too deeply");
    }
    for (int i = 0; i < count; i++) {
      SchemaElement element = elements.next();
      Repetition repetition = Repetition.valueOf(element.getRepetition_type().name());
      if (element.isSetNum_children() && element.getNum_children() > 0) {
        var group = parent.group(repetition);
        children(group, element.getNum_children(), depth + 1);
        group.as(annotation(element)).named(element.getName());
      } else {
        var primitive = parent.primitive(PrimitiveTypeName.valueOf(typeName(element)), repetition);
        if (element.isSetType_length()) {
          primitive.length(element.getType_length());
        }
        primitive.as(annotation(element)).named(element.getName());
      }
    }
  }

  private static String typeName(SchemaElement element) {
    return switch (element.getType()) {
      case BYTE_ARRAY -> PrimitiveTypeName.BINARY.name();
      default -> element.getType().name();
    };
  }

  private static LogicalTypeAnnotation annotation(SchemaElement element) {
    if (element.isSetLogicalType()) {
      LogicalTypeAnnotation logical = annotation(element.getLogicalType());
      if (logical != null) {
        return logical;
      }
    }
    return element.isSetConverted_type() ? older(element) : null;
  }

  /** What writers said of a type before there were logical types. */
  private static LogicalTypeAnnotation older(SchemaElement element) {
    return switch (element.getConverted_type()) {
      case UTF8 -> LogicalTypeAnnotation.stringType();
      case ENUM -> LogicalTypeAnnotation.enumType();
      case JSON -> LogicalTypeAnnotation.jsonType();
      case BSON -> LogicalTypeAnnotation.bsonType();
      case LIST -> LogicalTypeAnnotation.listType();
      case MAP, MAP_KEY_VALUE -> LogicalTypeAnnotation.mapType();
      case DECIMAL -> LogicalTypeAnnotation.decimalType(element.getScale(), element.getPrecision());
      case DATE -> LogicalTypeAnnotation.dateType();
      case TIME_MILLIS -> LogicalTypeAnnotation.timeType(true, MILLIS);
      case TIME_MICROS -> LogicalTypeAnnotation.timeType(true, MICROS);
      case TIMESTAMP_MILLIS -> LogicalTypeAnnotation.timestampType(true, MILLIS);
      case TIMESTAMP_MICROS -> LogicalTypeAnnotation.timestampType(true, MICROS);
      case INT_8 -> LogicalTypeAnnotation.intType(8, true);
      case INT_16 -> LogicalTypeAnnotation.intType(16, true);
      case INT_32 -> LogicalTypeAnnotation.intType(32, true);
      case INT_64 -> LogicalTypeAnnotation.intType(64, true);
      case UINT_8 -> LogicalTypeAnnotation.intType(8, false);
      case UINT_16 -> LogicalTypeAnnotation.intType(16, false);
      case UINT_32 -> LogicalTypeAnnotation.intType(32, false);
      case UINT_64 -> LogicalTypeAnnotation.intType(64, false);
      case INTERVAL -> LogicalTypeAnnotation.intervalType();
    };
  }

  private static LogicalTypeAnnotation annotation(LogicalType type) {
    return switch (type.getSetField()) {
      case STRING -> LogicalTypeAnnotation.stringType();
      case MAP -> LogicalTypeAnnotation.mapType();
      case LIST -> LogicalTypeAnnotation.listType();
      case ENUM -> LogicalTypeAnnotation.enumType();
      case DECIMAL ->
          LogicalTypeAnnotation.decimalType(
              type.getDECIMAL().getScale(), type.getDECIMAL().getPrecision());
      case DATE -> LogicalTypeAnnotation.dateType();
      case TIME ->
          LogicalTypeAnnotation.timeType(
              type.getTIME().isIsAdjustedToUTC(), unit(type.getTIME().getUnit()));
      case TIMESTAMP ->
          LogicalTypeAnnotation.timestampType(
              type.getTIMESTAMP().isIsAdjustedToUTC(), unit(type.getTIMESTAMP().getUnit()));
      case INTEGER -> {
        IntType whole = type.getINTEGER();
        yield LogicalTypeAnnotation.intType(whole.getBitWidth(), whole.isIsSigned());
      }
      case JSON -> LogicalTypeAnnotation.jsonType();
      case BSON -> LogicalTypeAnnotation.bsonType();
      case UUID -> LogicalTypeAnnotation.uuidType();
      case FLOAT16 -> LogicalTypeAnnotation.float16Type();
      default -> null;
    };
  }

  private static LogicalTypeAnnotation.TimeUnit unit(TimeUnit unit) {
    return switch (unit.getSetField()) {
      case MILLIS -> LogicalTypeAnnotation.TimeUnit.MILLIS;
      case MICROS -> LogicalTypeAnnotation.TimeUnit.MICROS;
      case NANOS -> LogicalTypeAnnotation.TimeUnit.NANOS;
    };
  }
}
