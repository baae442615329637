package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.spi.TableOptions;

/** A table of one or more files that are read with the same options. Thread-safe. */
public final class FileTable {
  /** The longest row, in bytes: what a reader holds in memory at most. */
  static final int LONGEST_ROW = 16 * 1024 * 1024;

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int MARK_BYTES = 16;

  private final FileOptions options;
  private final Map<Format, TypedFormat> typedFormats = new EnumMap<>(Format.class);
  private final int bufferBytes;
  private final int longestRow;

  /**
   * @param options the person's choices
   * @param typedFormats the formats beside text
   * @throws ConnectorException when one of the choices is not possible
   */
  public FileTable(TableOptions options, List<TypedFormat> typedFormats) {
    this(options, typedFormats, BUFFER_BYTES, LONGEST_ROW);
  }

  FileTable(TableOptions options) {
    this(options, List.of());
  }

  FileTable(TableOptions options, List<TypedFormat> typedFormats, int bufferBytes, int longestRow) {
    this.options = FileOptions.of(options);
    typedFormats.forEach(format -> this.typedFormats.put(format.format(), format));
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
    Optional<TypedFormat> typed = typed(files.get(0));
    return typed.isPresent() ? layout(typed.get(), files) : textLayout(files);
  }

  private FileLayout layout(TypedFormat format, List<? extends StoredFile> files)
      throws IOException, InterruptedException {
    TypedSample sample = new TypedSample();
    ConnectorException empty = null;
    for (StoredFile file : files) {
      if (!typed(file).equals(Optional.of(format))) {
        throw mixed(files.get(0), format.format().words(), file);
      }
      try {
        sample.see(file, format.describe(file, choices()));
      } catch (ConnectorException e) {
        empty = requireEmpty(e);
      }
    }
    if (sample.isEmpty() && empty != null) {
      throw empty;
    }
    return sample.layout(format.format());
  }

  private FileLayout textLayout(List<? extends StoredFile> files)
      throws IOException, InterruptedException {
    Sample sample = new Sample(DateTimes.of(options.dateTimePattern()));
    ConnectorException empty = null;
    int seen = 0;
    for (StoredFile file : files) {
      if (typed(file).isPresent()) {
        throw mixed(files.get(0), "text", file);
      }
      try {
        look(file, sample, SampleSize.ofFile(seen));
        seen++;
      } catch (ConnectorException e) {
        empty = requireEmpty(e);
      }
    }
    if (seen == 0 && empty != null) {
      throw empty;
    }
    return sample.layout();
  }

  private static ConnectorException requireEmpty(ConnectorException e) {
    if (!e.code().equals(FileProblem.EMPTY_FILE.toErrorCode())) {
      throw e;
    }
    return e;
  }

  private static ConnectorException mixed(StoredFile one, String words, StoredFile other) {
    return new ConnectorException(
        FileProblem.MIXED_FORMATS,
        one.name()
            + " holds "
            + words
            + " and "
            + other.name()
            + " another format. The files of one table have one format: put the others into a"
            + " folder of their own.",
        null);
  }

  private TypedFormat.Choices choices() {
    return new TypedFormat.Choices(options.header(), options.sheet());
  }

  /** Returns the format of a file, where it is not text: by option, by name, else by content. */
  private Optional<TypedFormat> typed(StoredFile file) throws IOException, InterruptedException {
    FileName name = FileName.of(file.name());
    Optional<Format> format = options.format().or(name::format);
    boolean unsaid =
        format.isEmpty() && !name.promisesText() && name.compression() == Compression.NONE;
    if (unsaid) {
      format = seen(file);
    }
    return format.filter(found -> !found.isText()).map(this::typed);
  }

  private TypedFormat typed(Format format) {
    return Optional.ofNullable(typedFormats.get(format))
        .orElseThrow(() -> new IllegalStateException("No reader for " + format));
  }

  private static Optional<Format> seen(StoredFile file) throws IOException, InterruptedException {
    byte[] head;
    try (InputStream in = file.open(0, Math.min(file.size(), MARK_BYTES))) {
      head = in.readNBytes(MARK_BYTES);
    }
    Optional<Magic> magic = Magic.of(head);
    if (magic.equals(Optional.of(Magic.ZIP))) {
      return ZipArchive.of(file).find("xl/workbook.xml").map(found -> Format.EXCEL);
    }
    return magic.flatMap(Magic::format);
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
   *
   * @param one one of the files
   */
  public boolean needsDayOrder(List<Column> columns, StoredFile one)
      throws IOException, InterruptedException {
    return hasDates(columns) && typed(one).isEmpty();
  }

  private static boolean hasDates(List<Column> columns) {
    return columns.stream()
        .map(Column::type)
        .anyMatch(
            type ->
                type == ColumnType.DATE
                    || type == ColumnType.LOCAL_TIMESTAMP
                    || type == ColumnType.TIMESTAMP);
  }

  /**
   * Cuts a file into parts that can be read at the same time.
   *
   * @param partBytes about how long a part is to be
   */
  public List<FilePart> parts(StoredFile file, long partBytes)
      throws IOException, InterruptedException {
    FilePart whole = FilePart.whole(file);
    if (!options.inParts() || file.size() < 2 * partBytes) {
      return List.of(whole);
    }
    Optional<TypedFormat> typed = typed(file);
    if (typed.isPresent()) {
      return typed.get().parts(file, partBytes);
    }
    try (OpenFile open = new FileOpener(options).open(file)) {
      if (!TextCuts.possible(open)) {
        return List.of(whole);
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

  /**
   * What is wanted of a file.
   *
   * @param part the part to read
   * @param columns the columns to append
   * @param dayFirst indexes of the columns whose dates have the day first
   * @param from where to go on; empty: at the part's first row
   * @param mayBeEmpty whether a file without rows is read as such, as one of a folder is
   */
  public record Wanted(
      FilePart part,
      List<Column> columns,
      Set<Integer> dayFirst,
      Optional<FilePosition> from,
      boolean mayBeEmpty) {
    /** Returns where to begin, when that is not the file's beginning. */
    Optional<FilePosition> start() {
      return from.isPresent() || part.from() == 0
          ? from
          : Optional.of(new FilePosition(part.from(), 1));
    }
  }

  /**
   * Opens a file for reading.
   *
   * @param notes takes what an operator should know
   */
  public RowReader open(StoredFile file, Wanted wanted, Consumer<String> notes)
      throws IOException, InterruptedException {
    DateTimes times = DateTimes.of(options.dateTimePattern());
    Optional<TypedFormat> typed = typed(file);
    if (typed.isPresent()) {
      ColumnValues values = new ColumnValues(wanted.columns(), wanted.dayFirst(), times);
      try {
        return typed.get().open(file, choices(), wanted.part(), values, wanted.from(), notes);
      } catch (ConnectorException e) {
        if (!wanted.mayBeEmpty()) {
          throw e;
        }
        requireEmpty(e);
        return new NoRows();
      }
    }
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
      StoredFile file, OpenFile open, ColumnWriters writers, Wanted wanted, Consumer<String> notes)
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
      StoredFile file, OpenFile open, CsvScanner scanner, ColumnWriters writers, Wanted wanted)
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
      requireEmpty(e);
      return List.of();
    }
  }

  private RowReader json(StoredFile file, OpenFile open, ColumnWriters writers, Wanted wanted)
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
