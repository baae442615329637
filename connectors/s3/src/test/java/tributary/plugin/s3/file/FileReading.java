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

/** Files read to their end, for tests. */
record FileReading(FileLayout layout, RecordingBatchBuilder rows, List<String> notes) {
  static FileReading of(String name, String content, Map<String, String> options) {
    return of(MemoryFile.of(name, content), options);
  }

  static FileReading of(String name, String content) {
    return of(name, content, Map.of());
  }

  static FileReading of(MemoryFile file, Map<String, String> options) {
    FileTable table = new FileTable(new TableOptions(options));
    try {
      FileLayout layout = table.layout(List.of(file));
      return read(table, file, layout, layout.columns());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads with types that are given, not inferred. */
  static FileReading typed(
      String name, String content, Map<String, String> options, Column... types) {
    FileTable table = new FileTable(new TableOptions(options));
    FileLayout layout =
        new FileLayout(List.of(types), Set.of(), Map.of(), java.util.OptionalLong.empty(), true);
    return read(table, MemoryFile.of(name, content), layout, List.of(types));
  }

  static Column column(String name, ColumnType type) {
    return new Column(name, type, true);
  }

  private static FileReading read(
      FileTable table, StoredFile file, FileLayout layout, List<Column> columns) {
    List<String> notes = new ArrayList<>();
    RecordingBatchBuilder out = new RecordingBatchBuilder(columns, Integer.MAX_VALUE);
    try (RowReader reader =
        table.open(
            file,
            new FileTable.Wanted(
                FilePart.whole(file),
                columns,
                Set.copyOf(layout.dayFirstAmong(columns)),
                Optional.empty(),
                false),
            notes::add)) {
      while (reader.next(out)) {
        continue;
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return new FileReading(layout, out, notes);
  }

  /** Reads in pieces: after every row a new reader goes on where the last one was. */
  static RecordingBatchBuilder inPieces(FileTable table, StoredFile file, FileLayout layout)
      throws IOException, InterruptedException {
    RecordingBatchBuilder out = new RecordingBatchBuilder(layout.columns(), Integer.MAX_VALUE);
    Optional<FilePosition> from = Optional.empty();
    boolean more = true;
    while (more) {
      try (RowReader reader =
          table.open(
              file,
              new FileTable.Wanted(
                  FilePart.whole(file), layout.columns(), layout.dayFirst(), from, false),
              note -> {})) {
        more = reader.next(out);
        from = Optional.of(FilePosition.decode(reader.position().encoded()));
      }
    }
    return out;
  }

  List<ColumnType> types() {
    return layout.columns().stream().map(Column::type).toList();
  }

  List<String> names() {
    return layout.columns().stream().map(Column::name).toList();
  }

  List<List<Object>> values() {
    return rows.rows().stream().map(RecordingBatchBuilder.Row::values).toList();
  }

  List<Long> lines() {
    return rows.rows().stream().map(RecordingBatchBuilder.Row::position).toList();
  }

  List<RecordingBatchBuilder.Reject> rejects() {
    return rows.rejects();
  }
}
