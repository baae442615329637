package tributary.plugin.s3.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.TableOptions;
import tributary.testkit.RecordingBatchBuilder;

/** A file of a format that knows its types, read to its end, for tests. */
public record TypedReading(FileLayout layout, RecordingBatchBuilder rows, List<String> notes) {
  /** A file in memory. */
  public static StoredFile file(String name, byte[] content) {
    return new MemoryFile(name, content);
  }

  public static TypedReading of(TypedFormat format, StoredFile file) throws Exception {
    return of(format, file, Map.of());
  }

  public static TypedReading of(TypedFormat format, StoredFile file, Map<String, String> options)
      throws Exception {
    FileTable table = table(format, options);
    FileLayout layout = table.layout(List.of(file));
    return read(table, file, layout, layout.columns(), FilePart.whole(file));
  }

  /** Reads into columns that are given. */
  public static TypedReading typed(TypedFormat format, StoredFile file, Column... columns)
      throws Exception {
    FileTable table = table(format, Map.of());
    return read(table, file, table.layout(List.of(file)), List.of(columns), FilePart.whole(file));
  }

  /** Reads each part by itself, one after another. */
  public static RecordingBatchBuilder inParts(TypedFormat format, StoredFile file, long partBytes)
      throws Exception {
    FileTable table = table(format, Map.of());
    List<Column> columns = table.layout(List.of(file)).columns();
    RecordingBatchBuilder out = new RecordingBatchBuilder(columns, Integer.MAX_VALUE);
    for (FilePart part : table.parts(file, partBytes)) {
      try (RowReader reader = table.open(file, wanted(part, columns, Optional.empty()), n -> {})) {
        while (reader.next(out)) {
          continue;
        }
      }
    }
    return out;
  }

  /** Reads in pieces: after every row a new reader goes on where the last one was. */
  public static RecordingBatchBuilder inPieces(TypedFormat format, StoredFile file)
      throws Exception {
    FileTable table = table(format, Map.of());
    List<Column> columns = table.layout(List.of(file)).columns();
    RecordingBatchBuilder out = new RecordingBatchBuilder(columns, Integer.MAX_VALUE);
    Optional<FilePosition> from = Optional.empty();
    boolean more = true;
    while (more) {
      try (RowReader reader =
          table.open(file, wanted(FilePart.whole(file), columns, from), note -> {})) {
        more = reader.next(out);
        from = Optional.of(FilePosition.decode(reader.position().encoded()));
      }
    }
    return out;
  }

  public static FileTable table(TypedFormat format, Map<String, String> options) {
    return new FileTable(new TableOptions(options), List.of(format));
  }

  private static FileTable.Wanted wanted(
      FilePart part, List<Column> columns, Optional<FilePosition> from) {
    return new FileTable.Wanted(part, columns, Set.of(), from, false);
  }

  private static TypedReading read(
      FileTable table, StoredFile file, FileLayout layout, List<Column> columns, FilePart part)
      throws IOException, InterruptedException {
    List<String> notes = new ArrayList<>();
    RecordingBatchBuilder out = new RecordingBatchBuilder(columns, Integer.MAX_VALUE);
    try (RowReader reader = table.open(file, wanted(part, columns, Optional.empty()), notes::add)) {
      while (reader.next(out)) {
        continue;
      }
    }
    return new TypedReading(layout, out, notes);
  }

  public List<ColumnType> types() {
    return layout.columns().stream().map(Column::type).toList();
  }

  public List<String> names() {
    return layout.columns().stream().map(Column::name).toList();
  }

  public List<List<Object>> values() {
    return rows.rows().stream().map(RecordingBatchBuilder.Row::values).toList();
  }

  /** Returns the values of the only row. */
  public List<Object> row() {
    if (values().size() != 1) {
      throw new AssertionError("There are " + values().size() + " rows");
    }
    return values().get(0);
  }
}
