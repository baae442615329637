package tributary.plugin.s3.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import tributary.plugin.s3.file.ColumnValues;
import tributary.plugin.s3.file.FilePart;
import tributary.plugin.s3.file.FilePosition;
import tributary.plugin.s3.file.Format;
import tributary.plugin.s3.file.RowReader;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedFormat;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/** Files of Apache Parquet. */
public final class ParquetFormat implements TypedFormat {
  @Override
  public Format format() {
    return Format.PARQUET;
  }

  @Override
  public Described describe(StoredFile file, Choices choices)
      throws IOException, InterruptedException {
    ParquetFooter footer = ParquetFooter.of(file);
    List<Column> columns = new ArrayList<>();
    for (Type type : footer.schema().getFields()) {
      columns.add(
          new Column(
              type.getName(),
              ParquetRows.isFlat(type) ? Leaf.of(type.asPrimitiveType()).type() : ColumnType.JSON,
              !type.isRepetition(Repetition.REQUIRED)));
    }
    return new Described(columns, OptionalLong.of(footer.meta().getNum_rows()));
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
    ParquetFooter footer = ParquetFooter.of(file);
    if (from.isEmpty() && part.from() == 0) {
      noteNanoseconds(file, footer, notes);
    }
    return new ParquetRows(file, footer, part, columns, from);
  }

  private static void noteNanoseconds(
      StoredFile file, ParquetFooter footer, Consumer<String> notes) {
    List<String> cut =
        footer.schema().getFields().stream()
            .filter(ParquetRows::isFlat)
            .filter(type -> Leaf.of(type.asPrimitiveType()).nanos())
            .map(Type::getName)
            .toList();
    if (!cut.isEmpty()) {
      notes.accept(
          file.name()
              + " tells times to the nanosecond; they are kept to the microsecond: "
              + String.join(", ", cut));
    }
  }

  /** Cuts between row groups. */
  @Override
  public List<FilePart> parts(StoredFile file, long partBytes)
      throws IOException, InterruptedException {
    List<FilePart> parts = new ArrayList<>();
    long from = 0;
    long before = 0;
    for (RowGroup group : ParquetFooter.of(file).groups()) {
      long start = ParquetFooter.start(group);
      if (start < before) {
        return List.of(FilePart.whole(file));
      }
      if (start - from >= partBytes) {
        parts.add(new FilePart(from, start));
        from = start;
      }
      before = start;
    }
    parts.add(new FilePart(from, file.size()));
    return parts;
  }
}
