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
  static final int LONGEST_ROW = 4 * 1024 * 1024;

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int MARK_BYTES = 16;

  private final FileOptions options;
  private final Map<Format, TypedFormat> typedFormats = new EnumMap<>(Format.class);
  private final TextFiles text;

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
    this.text = new TextFiles(this.options, bufferBytes, longestRow);
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
    return layout(files, 0);
  }

  /**
   * The same, of files of a table whose other files were looked into before: it looks at less.
   * Empty when none of these has a row.
   */
  public Optional<FileLayout> layoutOfFurther(List<? extends StoredFile> files)
      throws IOException, InterruptedException {
    try {
      return Optional.of(layout(files, 1));
    } catch (ConnectorException e) {
      requireEmpty(e);
      return Optional.empty();
    }
  }

  private FileLayout layout(List<? extends StoredFile> files, int seenBefore)
      throws IOException, InterruptedException {
    Optional<TypedFormat> typed = typed(files.get(0));
    return typed.isPresent() ? layout(typed.get(), files) : textLayout(files, seenBefore);
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

  private FileLayout textLayout(List<? extends StoredFile> files, int seenBefore)
      throws IOException, InterruptedException {
    Sample sample = new Sample(DateTimes.of(options.dateTimePattern()));
    ConnectorException empty = null;
    int seen = 0;
    for (StoredFile file : files) {
      if (typed(file).isPresent()) {
        throw mixed(files.get(0), "text", file);
      }
      try {
        look(file, sample, SampleSize.ofFile(seenBefore + seen));
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

  /** Returns a failure that says that a file is empty; throws any other. */
  static ConnectorException requireEmpty(ConnectorException e) {
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
    return text.parts(file, partBytes);
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
    return text.open(file, wanted, times, notes);
  }
}
