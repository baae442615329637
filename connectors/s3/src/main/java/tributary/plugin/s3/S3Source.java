package tributary.plugin.s3;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import tributary.plugin.s3.avro.AvroFormat;
import tributary.plugin.s3.excel.ExcelFormat;
import tributary.plugin.s3.file.FileLayout;
import tributary.plugin.s3.file.FileName;
import tributary.plugin.s3.file.FilePart;
import tributary.plugin.s3.file.FileTable;
import tributary.plugin.s3.file.TypedFormat;
import tributary.plugin.s3.parquet.ParquetFormat;
import tributary.spi.BatchReader;
import tributary.spi.ConnectorContext;
import tributary.spi.KnownMarks;
import tributary.spi.NextCursor;
import tributary.spi.Position;
import tributary.spi.ReadKind;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.SplitSource;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/** Reads objects as tables. Each object is one split, a large one several where it can be cut. */
final class S3Source implements Source {
  /** About how long the parts of a large object are. */
  private static final long PART_BYTES = 32 * 1024 * 1024;

  /** The largest objects are cut into as many parts at most. */
  private static final long MOST_PARTS = 1000;

  private static final List<TypedFormat> TYPED_FORMATS =
      List.of(new ParquetFormat(), new AvroFormat(), new ExcelFormat());

  private final S3Objects objects;
  private final S3Tables tables;
  private final S3Failures failures;
  private final ConnectorContext context;

  private final S3Looks looks = new S3Looks();

  S3Source(S3Settings settings, S3Objects objects, ConnectorContext context) {
    this.objects = objects;
    this.tables = new S3Tables(settings, objects);
    this.failures = new S3Failures(settings);
    this.context = context;
  }

  @Override
  public List<TableDescriptor> tables() throws InterruptedException {
    return tables.list();
  }

  @Override
  public TableLayout layout(TableName table, TableOptions options) throws InterruptedException {
    FileTable files = table(options);
    S3Parts parts = S3Parts.of(table, tables, objects);
    FileLayout layout = sample(files, parts.sample());
    looks.keep(table, options, new S3Looks.Look(parts, Optional.of(layout)));
    return layout(layout, estimatedRows(layout, parts));
  }

  private static TableLayout layout(FileLayout layout, OptionalLong rows) {
    return new TableLayout(
        layout.columns(),
        List.of(),
        Set.of(ReadKind.FULL, ReadKind.LEDGER),
        true,
        rows,
        layout.detected());
  }

  @Override
  public Optional<TableLayout> layoutOfChanges(
      TableName table, TableOptions options, KnownMarks known) throws InterruptedException {
    S3Parts parts = S3Parts.of(table, tables, objects);
    List<S3Item> all = parts.all().orElse(List.of());
    List<S3Item> changed = changed(all, known);
    if (changed.size() == all.size() || !alike(all)) {
      return Optional.empty();
    }
    Optional<FileLayout> layout =
        changed.isEmpty()
            ? Optional.of(FileLayout.NOTHING)
            : sampleOfFurther(table(options), S3Parts.some(changed));
    // dates whose order these few do not tell are told by all
    looks.keep(table, options, new S3Looks.Look(parts, layout.filter(FileLayout::dayOrderCertain)));
    return layout.map(found -> layout(found, OptionalLong.empty()));
  }

  /** Objects of several formats are refused, and only a look into all of them says which. */
  private boolean alike(List<S3Item> all) {
    return all.stream().map(i -> FileName.of(i.key()).extension()).distinct().count() <= 1;
  }

  /** Returns the objects that the host does not have as they are now. */
  private List<S3Item> changed(List<S3Item> all, KnownMarks known) {
    Map<String, String> marks = known.of(all.stream().map(i -> splitId(i, 0)).toList());
    return all.stream()
        .filter(item -> !marks.getOrDefault(splitId(item, 0), "").startsWith(version(item)))
        .toList();
  }

  private static FileTable table(TableOptions options) {
    return new FileTable(options, TYPED_FORMATS);
  }

  private static OptionalLong estimatedRows(FileLayout layout, S3Parts parts) {
    boolean plain = "none".equals(layout.detected().get("compression"));
    return plain && layout.bytesPerRow().isPresent() && parts.bytes().isPresent()
        ? OptionalLong.of(parts.bytes().getAsLong() / layout.bytesPerRow().getAsLong())
        : OptionalLong.empty();
  }

  private FileLayout sample(FileTable files, List<S3Item> items) throws InterruptedException {
    List<S3File> some = files(items);
    try {
      return files.layout(some);
    } catch (IOException e) {
      throw failures.connectionLost(some.get(0).name(), e);
    }
  }

  private Optional<FileLayout> sampleOfFurther(FileTable files, List<S3Item> items)
      throws InterruptedException {
    List<S3File> some = files(items);
    try {
      return files.layoutOfFurther(some);
    } catch (IOException e) {
      throw failures.connectionLost(some.get(0).name(), e);
    }
  }

  private List<S3File> files(List<S3Item> items) {
    return items.stream().map(this::file).toList();
  }

  private S3File file(S3Item item) {
    return new S3File(objects, item, tables.relative(item.key()));
  }

  @Override
  public ReadPlan plan(ReadRequest request) throws InterruptedException {
    if (!(request instanceof ReadRequest.Full)) {
      throw new IllegalArgumentException("Files are read in full");
    }
    FileTable files = table(request.options());
    Optional<S3Looks.Look> look = looks.take(request.table(), request.options());
    S3Parts parts =
        look.isPresent() ? look.get().parts() : S3Parts.of(request.table(), tables, objects);
    List<Integer> dayFirst =
        dayFirst(files, parts.sample(), look.flatMap(S3Looks.Look::layout), request);
    S3Parts.Walk walk = parts.walk();
    Queue<Split> cut = new ArrayDeque<>();
    SplitSource splits =
        max -> {
          List<Split> some = new ArrayList<>();
          while (some.size() < max) {
            Optional<S3Item> item = cut.isEmpty() ? walk.next() : Optional.empty();
            if (item.isPresent()) {
              for (FilePart part : parts(files, item.get())) {
                cut.add(split(new S3Split(item.get(), part, parts.isFolder(), dayFirst)));
              }
            }
            if (cut.isEmpty()) {
              return some;
            }
            some.add(cut.remove());
          }
          return some;
        };
    return new ReadPlan(splits, new NextCursor.Ledger());
  }

  private List<Integer> dayFirst(
      FileTable files, List<S3Item> items, Optional<FileLayout> known, ReadRequest request)
      throws InterruptedException {
    try {
      if (!files.needsDayOrder(request.columns(), file(items.get(0)))) {
        return List.of();
      }
      FileLayout layout = known.isPresent() ? known.get() : sample(files, items);
      return layout.dayFirstAmong(request.columns());
    } catch (IOException e) {
      throw failures.connectionLost(tables.relative(items.get(0).key()), e);
    }
  }

  private List<FilePart> parts(FileTable files, S3Item item) throws InterruptedException {
    try {
      return files.parts(file(item), Math.max(PART_BYTES, item.size() / MOST_PARTS));
    } catch (IOException e) {
      throw failures.connectionLost(tables.relative(item.key()), e);
    }
  }

  /** A part's content is the object's content between its ends. */
  private Split split(S3Split split) {
    S3Item item = split.item();
    FilePart part = split.part();
    String name = tables.relative(item.key());
    return new Split(
        splitId(item, part.from()),
        part.from() == 0 ? name : name + " (from byte " + part.from() + ")",
        split.payload(),
        part.bytes(),
        Optional.of(version(item) + part.from() + "-" + part.to()),
        name);
  }

  private String splitId(S3Item item, long from) {
    return tables.relative(item.key()) + "@" + from;
  }

  /** What the marks of all of an object's parts begin with. */
  private static String version(S3Item item) {
    return item.etag() + " " + item.size() + " ";
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    S3Split part = S3Split.of(split.payload());
    return new ObjectReader(
        table(request.options()),
        file(part.item()),
        part,
        request.columns(),
        from,
        failures,
        context.log());
  }
}
