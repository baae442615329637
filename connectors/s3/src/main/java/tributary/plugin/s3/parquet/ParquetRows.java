package tributary.plugin.s3.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import tributary.plugin.s3.file.ColumnValues;
import tributary.plugin.s3.file.FilePart;
import tributary.plugin.s3.file.FilePosition;
import tributary.plugin.s3.file.JsonValues;
import tributary.plugin.s3.file.RowReader;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedFormat;
import tributary.plugin.s3.file.ValueSink;
import tributary.spi.BatchBuilder;

/**
 * Appends the rows of one part of a Parquet file. Flat columns go straight from their pages to the
 * batch; nested ones are assembled beside them.
 */
final class ParquetRows implements RowReader {
  private final StoredFile file;
  private final ParquetFooter footer;
  private final ColumnValues columns;
  private final FlatColumn[] flat;
  private final int[] nestedOfColumn;
  private final MessageType flatSchema;
  private final MessageType nestedSchema;
  private final List<ColumnDescriptor> wanted = new ArrayList<>();
  private final int lastGroup;
  private int nextGroup;
  private long groupStart;
  private long rowsOfGroup;
  private long rowOfGroup;
  private long row;
  private RecordReader<Object[]> nested;
  private long bytesFetched;

  /** A column that goes straight from its pages to the batch. */
  private static final class FlatColumn {
    private final Type type;
    private final Leaf leaf;
    private final ValueSink sink;
    private final int present;
    private ColumnReader values;
    private ColumnPages pages;

    FlatColumn(Type type, ValueSink sink) {
      this.type = type;
      this.leaf = Leaf.of(type.asPrimitiveType());
      this.sink = sink;
      this.present = type.isRepetition(Repetition.OPTIONAL) ? 1 : 0;
    }
  }

  ParquetRows(
      StoredFile file,
      ParquetFooter footer,
      FilePart part,
      ColumnValues columns,
      Optional<FilePosition> from)
      throws IOException, InterruptedException {
    this.file = file;
    this.footer = footer;
    this.columns = columns;
    List<Type> fields = footer.schema().getFields();
    int[] places = columns.positionsIn(fields.stream().map(Type::getName).toList());
    this.flat = new FlatColumn[places.length];
    this.nestedOfColumn = new int[places.length];
    List<Type> flatFields = new ArrayList<>();
    List<Type> nestedFields = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      nestedOfColumn[i] = -1;
      if (places[i] < 0) {
        continue;
      }
      Type type = fields.get(places[i]);
      if (isFlat(type)) {
        flat[i] = new FlatColumn(type, columns.sink(i));
        flatFields.add(type);
      } else {
        nestedOfColumn[i] = nestedFields.size();
        nestedFields.add(type);
      }
    }
    this.flatSchema = new MessageType("flat", flatFields);
    this.nestedSchema = new MessageType("nested", nestedFields);
    wanted.addAll(flatSchema.getColumns());
    wanted.addAll(nestedSchema.getColumns());
    int first = 0;
    while (first < footer.groups().size() && start(first) < part.from()) {
      row += footer.groups().get(first++).getNum_rows();
    }
    int last = first;
    while (last < footer.groups().size() && start(last) < part.to()) {
      last++;
    }
    this.nextGroup = first;
    this.lastGroup = last;
    if (from.isPresent()) {
      goTo(from.get());
    }
  }

  static boolean isFlat(Type type) {
    return type.isPrimitive() && !type.isRepetition(Repetition.REPEATED);
  }

  private long start(int group) {
    return ParquetFooter.start(footer.groups().get(group));
  }

  private void goTo(FilePosition place) throws IOException, InterruptedException {
    while (nextGroup < lastGroup && start(nextGroup) < place.offset()) {
      row += footer.groups().get(nextGroup++).getNum_rows();
    }
    if (place.skip() == 0 || nextGroup == lastGroup) {
      return;
    }
    try {
      openGroup();
      while (rowOfGroup < place.skip()) {
        for (FlatColumn column : flat) {
          if (column != null) {
            if (column.values.getCurrentDefinitionLevel() == column.present) {
              column.values.skip();
            }
            column.values.consume();
          }
        }
        if (nested != null) {
          nested.read();
        }
        rowOfGroup++;
        row++;
      }
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private void openGroup() throws IOException, InterruptedException {
    RowGroup group = footer.groups().get(nextGroup++);
    groupStart = ParquetFooter.start(group);
    rowsOfGroup = group.getNum_rows();
    rowOfGroup = 0;
    RowGroupPages pages =
        new RowGroupPages(file, group, wanted, fetched -> bytesFetched += fetched);
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(pages, new Ignored(), flatSchema, footer.meta().getCreated_by());
    for (FlatColumn column : flat) {
      if (column != null) {
        ColumnDescriptor descriptor =
            flatSchema.getColumnDescription(new String[] {column.type.getName()});
        column.pages = pages.pages(descriptor);
        column.values = rowsOfGroup == 0 ? null : store.getColumnReader(descriptor);
      }
    }
    nested =
        nestedSchema.getFieldCount() == 0
            ? null
            : new ColumnIOFactory(footer.meta().getCreated_by())
                .getColumnIO(nestedSchema)
                .getRecordReader(pages, new NestedRecords(nestedSchema));
  }

  @Override
  public boolean next(BatchBuilder out) throws IOException, InterruptedException {
    try {
      while (rowOfGroup == rowsOfGroup) {
        if (nextGroup == lastGroup) {
          return false;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("reading was cancelled");
        }
        openGroup();
      }
      columns.appendTo(out);
      row++;
      out.upsert(row);
      append(out);
      rowOfGroup++;
      return true;
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private void append(BatchBuilder out) {
    Object[] records = nested == null ? null : nested.read();
    String tooLong = null;
    for (int i = 0; i < flat.length; i++) {
      if (flat[i] != null) {
        if (!appendFlat(flat[i])) {
          tooLong = flat[i].type.getName();
        }
      } else if (nestedOfColumn[i] >= 0 && records[nestedOfColumn[i]] != null) {
        columns.sink(i).json(JsonValues.of(records[nestedOfColumn[i]]));
      } else {
        out.absent();
      }
    }
    if (tooLong != null) {
      out.reject(
          row,
          "",
          "has a value in the column "
              + tooLong
              + " that is longer than "
              + TypedFormat.LONGEST_ROW / (1024 * 1024)
              + " MB, the longest that is read, or stands in one page of the file with such a"
              + " value");
    }
  }

  /** Returns whether the value could be appended; one that is too long is left out. */
  private boolean appendFlat(FlatColumn column) {
    ColumnReader values = column.values;
    boolean fits = !column.pages.wasOverlong(rowOfGroup);
    if (!fits || values.getCurrentDefinitionLevel() < column.present) {
      column.sink.absent();
    } else {
      switch (column.type.asPrimitiveType().getPrimitiveTypeName()) {
        case BOOLEAN -> column.leaf.longs().tell(values.getBoolean() ? 1 : 0, column.sink);
        case INT32 -> column.leaf.longs().tell(values.getInteger(), column.sink);
        case INT64 -> column.leaf.longs().tell(values.getLong(), column.sink);
        case FLOAT -> column.leaf.doubles().tell(values.getFloat(), column.sink);
        case DOUBLE -> column.leaf.doubles().tell(values.getDouble(), column.sink);
        case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> {
          var value = values.getBinary();
          fits = value.length() <= TypedFormat.LONGEST_ROW;
          if (fits) {
            column.leaf.binaries().tell(value, column.sink);
          } else {
            column.sink.absent();
          }
        }
      }
    }
    values.consume();
    return fits;
  }

  private RuntimeException failure(RuntimeException thrown)
      throws IOException, InterruptedException {
    return ParquetFailure.of(
        file.name(), "its rows from number " + Math.max(1, row) + " on cannot be read", thrown);
  }

  @Override
  public FilePosition position() {
    return rowOfGroup == rowsOfGroup
        ? new FilePosition(nextGroup == lastGroup ? file.size() : start(nextGroup), row + 1)
        : new FilePosition(groupStart, row + 1, rowOfGroup);
  }

  @Override
  public long bytesRead() {
    return bytesFetched;
  }

  @Override
  public void close() {
    nested = null;
  }

  /** Stands where the decoder wants to hand values to; they are asked for instead. */
  private static final class Ignored extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
