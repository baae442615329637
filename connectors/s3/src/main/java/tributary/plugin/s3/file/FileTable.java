package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tributary.plugin.s3.file.FileOptions.Format;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.spi.TableOptions;

/** A table of one or more files that are read with the same options. Thread-safe. */
public final class FileTable {
  /** The longest row, in bytes: what a reader holds in memory at most. */
  static final int LONGEST_ROW = 4 * 1024 * 1024;

  private static final int BUFFER_BYTES = 256 * 1024;

  private final FileOptions options;
  private final int bufferBytes;
  private final int longestRow;

  /**
   * @param options the person's choices
   * @throws ConnectorException when one of them is not possible
   */
  public FileTable(TableOptions options) {
    this(options, BUFFER_BYTES, LONGEST_ROW);
  }

  FileTable(TableOptions options, int bufferBytes, int longestRow) {
    this.options = FileOptions.of(options);
    this.bufferBytes = bufferBytes;
    this.longestRow = longestRow;
  }

  /**
   * Finds out the columns and their types from a sample.
   *
   * <p>Of a long file the start, the middle and the end are looked at; of one that is compressed or
   * not UTF-8, the first megabytes. Empty files are passed over unless all are.
   *
   * @param files the files to look into; at least one
   */
  public FileLayout layout(List<? extends StoredFile> files)
      throws IOException, InterruptedException {
    Sample sample = new Sample(DateTimes.of(options.dateTimePattern()));
    ConnectorException empty = null;
    int seen = 0;
    for (StoredFile file : files) {
      try {
        look(file, sample, SampleSize.ofFile(seen));
        seen++;
      } catch (ConnectorException e) {
        if (!e.code().equals(FileProblem.EMPTY_FILE.toErrorCode())) {
          throw e;
        }
        empty = e;
      }
    }
    if (seen == 0 && empty != null) {
      throw empty;
    }
    return sample.layout();
  }

  private void look(StoredFile file, Sample sample, SampleSize size)
      throws IOException, InterruptedException {
    try (OpenFile open = new FileOpener(options).open(file)) {
      if (open.format() == Format.CSV) {
        new CsvSampler(options, sample).look(file, open, size);
      } else {
        new JsonSampler(sample).look(file, open, size);
      }
      sample.detected(open);
    }
  }

  /**
   * Returns whether rows of these columns can be read only after {@link #layout} has told the order
   * of day and month.
   */
  public boolean needsDayOrder(List<Column> columns) {
    return columns.stream()
        .map(Column::type)
        .anyMatch(
            type ->
                type == ColumnType.DATE
                    || type == ColumnType.LOCAL_TIMESTAMP
                    || type == ColumnType.TIMESTAMP);
  }

  /**
   * Opens a file for reading.
   *
   * @param columns the columns to append
   * @param dayFirst indexes of the columns whose dates have the day first
   * @param from where to go on; empty: at the first row
   * @param mayBeEmpty whether a file without rows is read as such, as one of a folder is
   * @param notes takes what an operator should know
   */
  public RowReader open(
      StoredFile file,
      List<Column> columns,
      Set<Integer> dayFirst,
      Optional<FilePosition> from,
      boolean mayBeEmpty,
      Consumer<String> notes)
      throws IOException, InterruptedException {
    DateTimes times = DateTimes.of(options.dateTimePattern());
    ColumnWriters writers = new ColumnWriters(columns, dayFirst, times);
    OpenFile open = new FileOpener(options).open(file);
    try {
      return open.format() == Format.CSV
          ? csv(file, open, writers, from, mayBeEmpty, notes)
          : json(file, open, writers, from);
    } catch (IOException | RuntimeException | InterruptedException e) {
      open.close();
      throw e;
    }
  }

  private RowReader csv(
      StoredFile file,
      OpenFile open,
      ColumnWriters writers,
      Optional<FilePosition> from,
      boolean mayBeEmpty,
      Consumer<String> notes)
      throws IOException, InterruptedException {
    CsvScanner scanner = new CsvScanner(window(open.text(), open.textOffset()), open.dialect());
    List<String> names;
    if (!options.header()) {
      names = writers.columns().stream().map(Column::name).toList();
    } else {
      try {
        names = CsvHeader.read(scanner, open, file.name());
      } catch (ConnectorException e) {
        if (!mayBeEmpty || !e.code().equals(FileProblem.EMPTY_FILE.toErrorCode())) {
          throw e;
        }
        names = List.of();
      }
    }
    List<String> leftOut = writers.leftOut(names);
    if (!leftOut.isEmpty() && from.isEmpty()) {
      notes.accept(
          file.name()
              + " has columns that the table does not have yet; they are left out: "
              + String.join(", ", leftOut));
    }
    MeteredInput metered = open.raw();
    if (from.isPresent()) {
      if (open.seekable()) {
        open.close();
        metered = new MeteredInput(file.open(from.get().offset(), file.size()), file.size());
        scanner = new CsvScanner(window(metered, from.get().offset()), open.dialect());
      }
      scanner.resume(from.get().offset(), from.get().line());
    }
    return new CsvRows(scanner, open, metered, names, options.header(), writers);
  }

  private RowReader json(
      StoredFile file, OpenFile open, ColumnWriters writers, Optional<FilePosition> from)
      throws IOException, InterruptedException {
    boolean lines = open.format() == Format.JSONL;
    if (from.isEmpty()) {
      ByteWindow window = window(open.text(), open.textOffset());
      JsonScanner scanner = new JsonScanner(window, lines, false, file.name());
      return new JsonRows(scanner, open, open.raw(), writers);
    }
    FilePosition place = from.get();
    boolean inArray = !lines && open.firstCharacter() == '[';
    MeteredInput metered = open.raw();
    ByteWindow window = window(open.text(), open.textOffset());
    if (open.seekable()) {
      open.close();
      metered = new MeteredInput(file.open(place.offset(), file.size()), file.size());
      window = window(metered, place.offset());
    }
    JsonScanner scanner = new JsonScanner(window, lines, inArray, file.name());
    scanner.resume(place.offset(), place.line());
    return new JsonRows(scanner, open, metered, writers);
  }

  private ByteWindow window(InputStream in, long offset) {
    return new ByteWindow(in, offset, bufferBytes, longestRow);
  }
}
