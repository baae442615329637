package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tributary.spi.Column;
import tributary.spi.ConnectorException;

/** Opens and cuts files of text. */
final class TextFiles {
  private final FileOptions options;
  private final int bufferBytes;
  private final int longestRow;

  TextFiles(FileOptions options, int bufferBytes, int longestRow) {
    this.options = options;
    this.bufferBytes = bufferBytes;
    this.longestRow = longestRow;
  }

  /** Cuts a file into parts of about this length, or leaves it whole. */
  List<FilePart> parts(StoredFile file, long partBytes) throws IOException, InterruptedException {
    try (OpenFile open = new FileOpener(options).open(file)) {
      if (!TextCuts.possible(open)) {
        return List.of(FilePart.whole(file));
      }
      int fields = 1;
      if (open.format() == Format.CSV) {
        CsvScanner scanner = new CsvScanner(window(open.text(), open.textOffset()), open.dialect());
        scanner.next();
        fields = scanner.fields();
      }
      return new TextCuts(file, open, fields).parts(partBytes);
    }
  }

  /** Opens a file for reading. */
  RowReader open(StoredFile file, FileTable.Wanted wanted, DateTimes times, Consumer<String> notes)
      throws IOException, InterruptedException {
    ColumnWriters writers = new ColumnWriters(wanted.columns(), wanted.dayFirst(), times);
    OpenFile open = new FileOpener(options).open(file);
    try {
      return open.format() == Format.CSV
          ? csv(file, open, writers, wanted, notes)
          : json(file, open, writers, wanted);
    } catch (IOException | RuntimeException | InterruptedException e) {
      open.close();
      throw e;
    }
  }

  private RowReader csv(
      StoredFile file,
      OpenFile open,
      ColumnWriters writers,
      FileTable.Wanted wanted,
      Consumer<String> notes)
      throws IOException, InterruptedException {
    CsvScanner scanner = new CsvScanner(window(open.text(), open.textOffset()), open.dialect());
    List<String> names = names(file, open, scanner, writers, wanted);
    Optional<FilePosition> start = wanted.start();
    List<String> leftOut = writers.leftOut(names);
    if (!leftOut.isEmpty() && start.isEmpty()) {
      notes.accept(
          file.name()
              + " has columns that the table does not have yet; they are left out: "
              + String.join(", ", leftOut));
    }
    MeteredInput metered = open.raw();
    boolean partial = !wanted.part().isWhole(file);
    if (open.seekable() && (start.isPresent() || partial)) {
      FilePosition place = start.orElse(new FilePosition(scanner.nextOffset(), scanner.nextLine()));
      open.close();
      metered = from(file, place.offset(), wanted.part());
      scanner = new CsvScanner(window(metered, place.offset()), open.dialect());
      scanner.resume(place.offset(), place.line());
    } else if (start.isPresent()) {
      scanner.resume(start.get().offset(), start.get().line());
    }
    return new CsvRows(
        scanner,
        open,
        metered,
        names,
        options.header(),
        open.seekable() ? wanted.part() : new FilePart(0, Long.MAX_VALUE),
        writers);
  }

  private static MeteredInput from(StoredFile file, long offset, FilePart part)
      throws IOException, InterruptedException {
    InputStream in =
        part.to() == file.size()
            ? file.open(offset, file.size())
            : new ContinuingInput(file, offset, part.to());
    return new MeteredInput(in, file.size());
  }

  private List<String> names(
      StoredFile file,
      OpenFile open,
      CsvScanner scanner,
      ColumnWriters writers,
      FileTable.Wanted wanted)
      throws IOException, InterruptedException {
    if (!options.header()) {
      return writers.columns().stream().map(Column::name).toList();
    }
    try {
      return CsvHeader.read(scanner, open, file.name());
    } catch (ConnectorException e) {
      if (!wanted.mayBeEmpty()) {
        throw e;
      }
      FileTable.requireEmpty(e);
      return List.of();
    }
  }

  private RowReader json(
      StoredFile file, OpenFile open, ColumnWriters writers, FileTable.Wanted wanted)
      throws IOException, InterruptedException {
    boolean lines = open.format() == Format.JSONL;
    Optional<FilePosition> start = wanted.start();
    boolean partial = !wanted.part().isWhole(file);
    if (start.isEmpty() && !partial) {
      ByteWindow window = window(open.text(), open.textOffset());
      JsonScanner scanner = new JsonScanner(window, lines, false, file.name());
      return new JsonRows(scanner, open, open.raw(), writers);
    }
    FilePosition place = start.orElse(new FilePosition(open.textOffset(), 1));
    boolean inArray = !lines && open.firstCharacter() == '[';
    MeteredInput metered = open.raw();
    ByteWindow window = window(open.text(), open.textOffset());
    if (open.seekable()) {
      open.close();
      metered = from(file, place.offset(), wanted.part());
      window = window(metered, place.offset());
    }
    JsonScanner scanner = new JsonScanner(window, lines, inArray, file.name());
    if (open.seekable()) {
      scanner.endAt(wanted.part().to());
    }
    scanner.resume(place.offset(), place.line());
    return new JsonRows(scanner, open, metered, writers);
  }

  private ByteWindow window(InputStream in, long offset) {
    return new ByteWindow(in, offset, bufferBytes, longestRow);
  }
}
