package tributary.plugin.s3.parquet;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import tributary.plugin.s3.file.ObjectSink;

/**
 * Assembles nested columns into lists and maps. Lists and maps are understood as the format's rules
 * say, those of older writers included, so that no helper level of the schema shows.
 */
final class NestedRecords extends RecordMaterializer<Object[]> {
  private final Node root;
  private Object[] record;

  NestedRecords(MessageType schema) {
    this.root = new Node(schema, Shape.FIELDS, unused -> {});
  }

  @Override
  public Object[] getCurrentRecord() {
    record = root.values;
    return record;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private enum Shape {
    FIELDS,
    STRUCT,
    LIST,
    MAP,
    ENTRY,
    ELEMENT
  }

  private static Converter converter(Type type, GroupType parent, Consumer<Object> to) {
    if (type.isPrimitive()) {
      return new Value(Leaf.of(type.asPrimitiveType()), to);
    }
    GroupType group = type.asGroupType();
    return new Node(group, shape(group, parent), to);
  }

  private static Shape shape(GroupType group, GroupType parent) {
    boolean one = group.getFieldCount() == 1;
    if (isList(group) && one && group.getType(0).isRepetition(Repetition.REPEATED)) {
      return Shape.LIST;
    }
    if (isMap(group) && one && isEntries(group.getType(0))) {
      return Shape.MAP;
    }
    if (isMap(parent) && parent.getFieldCount() == 1 && isEntries(group)) {
      return Shape.ENTRY;
    }
    boolean helper =
        isList(parent)
            && group.isRepetition(Repetition.REPEATED)
            && one
            && !group.getName().equals("array")
            && !group.getName().equals(parent.getName() + "_tuple");
    return helper ? Shape.ELEMENT : Shape.STRUCT;
  }

  private static boolean isList(GroupType group) {
    return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
  }

  private static boolean isMap(GroupType group) {
    return group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
        || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation;
  }

  private static boolean isEntries(Type type) {
    return !type.isPrimitive()
        && type.isRepetition(Repetition.REPEATED)
        && type.asGroupType().getFieldCount() == 2;
  }

  private static final class Node extends GroupConverter {
    private final GroupType type;
    private final Shape shape;
    private final Consumer<Object> to;
    private final Converter[] children;
    private Object[] values;

    Node(GroupType type, Shape shape, Consumer<Object> to) {
      this.type = type;
      this.shape = shape;
      this.to = to;
      this.children = new Converter[type.getFieldCount()];
      for (int i = 0; i < children.length; i++) {
        int place = i;
        boolean repeated = type.getType(i).isRepetition(Repetition.REPEATED);
        children[i] =
            converter(
                type.getType(i),
                type,
                repeated ? value -> add(place, value) : value -> set(place, value));
      }
    }

    private void set(int place, Object value) {
      values[place] = value;
    }

    private void add(int place, Object value) {
      @SuppressWarnings("unchecked")
      List<Object> list = (List<Object>) values[place];
      list.add(value);
    }

    @Override
    public Converter getConverter(int field) {
      return children[field];
    }

    @Override
    public void start() {
      values = new Object[children.length];
      for (int i = 0; i < values.length; i++) {
        if (type.getType(i).isRepetition(Repetition.REPEATED)) {
          values[i] = new ArrayList<>();
        }
      }
    }

    @Override
    public void end() {
      to.accept(
          switch (shape) {
            case FIELDS -> Arrays.asList(values);
            case LIST, ELEMENT -> values[0];
            case ENTRY -> new SimpleImmutableEntry<>(values[0], values[1]);
            case MAP -> map((List<?>) values[0]);
            case STRUCT -> struct();
          });
    }

    private static Map<Object, Object> map(List<?> entries) {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (Object entry : entries) {
        Map.Entry<?, ?> pair = (Map.Entry<?, ?>) entry;
        map.put(pair.getKey(), pair.getValue());
      }
      return map;
    }

    private Map<String, Object> struct() {
      Map<String, Object> struct = new LinkedHashMap<>();
      for (int i = 0; i < values.length; i++) {
        struct.put(type.getFieldName(i), values[i]);
      }
      return struct;
    }
  }

  private static final class Value extends PrimitiveConverter {
    private final Leaf leaf;
    private final Consumer<Object> to;
    private final ObjectSink sink = new ObjectSink();

    Value(Leaf leaf, Consumer<Object> to) {
      this.leaf = leaf;
      this.to = to;
    }

    @Override
    public void addBinary(Binary value) {
      leaf.binaries().tell(value, sink);
      to.accept(sink.value());
    }

    @Override
    public void addBoolean(boolean value) {
      addLong(value ? 1 : 0);
    }

    @Override
    public void addInt(int value) {
      addLong(value);
    }

    @Override
    public void addLong(long value) {
      leaf.longs().tell(value, sink);
      to.accept(sink.value());
    }

    @Override
    public void addFloat(float value) {
      addDouble(value);
    }

    @Override
    public void addDouble(double value) {
      leaf.doubles().tell(value, sink);
      to.accept(sink.value());
    }
  }
}
