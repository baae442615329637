package tributary.plugin.s3.avro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import tributary.plugin.s3.file.ObjectSink;

/** Reads nested values into lists and maps. A row beyond its budget is read on, but not kept. */
final class AvroTree {
  private final RowBudget budget;
  private final Map<Schema, AvroValue> leaves = new HashMap<>();
  private final ObjectSink sink = new ObjectSink();

  AvroTree(RowBudget budget) {
    this.budget = budget;
  }

  Object read(Schema schema, Decoder in, int depth) throws IOException {
    AvroValue.requireShallow(depth);
    return switch (schema.getType()) {
      case RECORD -> struct(schema, in, depth);
      case ARRAY -> list(schema, in, depth);
      case MAP -> map(schema, in, depth);
      case UNION -> read(schema.getTypes().get(in.readIndex()), in, depth + 1);
      default -> leaf(schema, in);
    };
  }

  private Object leaf(Schema schema, Decoder in) throws IOException {
    AvroValue value = leaves.get(schema);
    if (value == null) {
      value = AvroValue.of(schema, budget);
      leaves.put(schema, value);
    }
    value.read(in, sink);
    return sink.value();
  }

  private Map<String, Object> struct(Schema schema, Decoder in, int depth) throws IOException {
    Map<String, Object> struct = new LinkedHashMap<>();
    for (Schema.Field field : schema.getFields()) {
      struct.put(field.name(), read(field.schema(), in, depth + 1));
    }
    return struct;
  }

  private List<Object> list(Schema schema, Decoder in, int depth) throws IOException {
    List<Object> list = new ArrayList<>();
    for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
      for (long i = 0; i < count; i++) {
        Object element = read(schema.getElementType(), in, depth + 1);
        if (budget.element()) {
          list.add(element);
        }
      }
    }
    return list;
  }

  private Map<String, Object> map(Schema schema, Decoder in, int depth) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    for (long count = in.readMapStart(); count > 0; count = in.mapNext()) {
      for (long i = 0; i < count; i++) {
        byte[] key = AvroValue.sized(in, budget);
        Object value = read(schema.getValueType(), in, depth + 1);
        if (budget.element() && key != null) {
          map.put(new String(key, StandardCharsets.UTF_8), value);
        }
      }
    }
    return map;
  }
}
