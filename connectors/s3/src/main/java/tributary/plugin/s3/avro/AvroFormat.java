package tributary.plugin.s3.avro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import tributary.plugin.s3.file.ColumnValues;
import tributary.plugin.s3.file.FilePart;
import tributary.plugin.s3.file.FilePosition;
import tributary.plugin.s3.file.Format;
import tributary.plugin.s3.file.RowReader;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedFormat;
import tributary.spi.Column;

/** Object container files of Apache Avro. */
public final class AvroFormat implements TypedFormat {
  /** The column of a file whose rows are no records. */
  private static final String VALUE = "value";

  @Override
  public Format format() {
    return Format.AVRO;
  }

  @Override
  public Described describe(StoredFile file, Choices choices)
      throws IOException, InterruptedException {
    try (BlockInput in = new BlockInput(file.open(0, file.size()), 0)) {
      List<Column> columns = new ArrayList<>();
      for (Schema.Field field : fields(AvroHeader.read(in, file.name()).schema())) {
        AvroValue value = AvroValue.of(field.schema(), new RowBudget(LONGEST_ROW));
        columns.add(new Column(field.name(), value.type(), field.schema().isNullable()));
      }
      return new Described(columns, OptionalLong.empty());
    }
  }

  static List<Schema.Field> fields(Schema schema) {
    return schema.getType() == Schema.Type.RECORD
        ? schema.getFields()
        : List.of(new Schema.Field(VALUE, schema));
  }

  @Override
  public RowReader open(
      StoredFile file,
      Choices choices,
      FilePart part,
      ColumnValues columns,
      Optional<FilePosition> from,
      Consumer<String> notes)
      throws IOException, InterruptedException {
    BlockInput in = new BlockInput(file.open(0, file.size()), 0);
    try {
      AvroHeader header = AvroHeader.read(in, file.name());
      return new AvroRows(file, header, in, part, columns, from);
    } catch (IOException | RuntimeException | InterruptedException e) {
      in.close();
      throw e;
    }
  }

  /** Cuts anywhere: a part begins at the first sync mark in it. */
  @Override
  public List<FilePart> parts(StoredFile file, long partBytes) {
    List<FilePart> parts = new ArrayList<>();
    for (long from = 0; from < file.size(); from += partBytes) {
      boolean last = from + partBytes + partBytes / 2 >= file.size();
      parts.add(new FilePart(from, last ? file.size() : from + partBytes));
      if (last) {
        break;
      }
    }
    return parts;
  }
}
