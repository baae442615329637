package tributary.plugin.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tributary.plugin.s3.file.FileLayout;
import tributary.plugin.s3.file.FileTable;
import tributary.spi.BatchReader;
import tributary.spi.ConnectorContext;
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

/** Reads objects as tables. Each object is one split. */
final class S3Source implements Source {
  private final S3Objects objects;
  private final S3Tables tables;
  private final S3Failures failures;
  private final ConnectorContext context;

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
    FileTable files = new FileTable(options);
    S3Parts parts = S3Parts.of(table, tables, objects);
    FileLayout layout = sample(files, parts.sample());
    return new TableLayout(
        layout.columns(),
        List.of(),
        Set.of(ReadKind.FULL),
        false,
        estimatedRows(layout, parts),
        layout.detected());
  }

  private static OptionalLong estimatedRows(FileLayout layout, S3Parts parts) {
    boolean plain = "none".equals(layout.detected().get("compression"));
    return plain && layout.bytesPerRow().isPresent() && parts.bytes().isPresent()
        ? OptionalLong.of(parts.bytes().getAsLong() / layout.bytesPerRow().getAsLong())
        : OptionalLong.empty();
  }

  private FileLayout sample(FileTable files, List<S3Item> items) throws InterruptedException {
    List<S3File> sampled = new ArrayList<>();
    for (S3Item item : items) {
      sampled.add(file(item));
    }
    try {
      return files.layout(sampled);
    } catch (IOException e) {
      throw failures.connectionLost(sampled.get(0).name(), e);
    }
  }

  private S3File file(S3Item item) {
    return new S3File(objects, item, tables.relative(item.key()));
  }

  @Override
  public ReadPlan plan(ReadRequest request) throws InterruptedException {
    if (!(request instanceof ReadRequest.Full)) {
      throw new IllegalArgumentException("Files are read in full");
    }
    FileTable files = new FileTable(request.options());
    S3Parts parts = S3Parts.of(request.table(), tables, objects);
    List<Integer> dayFirst =
        files.needsDayOrder(request.columns())
            ? sample(files, parts.sample()).dayFirstAmong(request.columns())
            : List.of();
    S3Parts.Walk walk = parts.walk();
    SplitSource splits =
        max -> {
          List<Split> some = new ArrayList<>();
          while (some.size() < max) {
            Optional<S3Item> item = walk.next();
            if (item.isEmpty()) {
              return some;
            }
            some.add(split(item.get(), walk.count(), parts.isFolder(), dayFirst));
          }
          return some;
        };
    return new ReadPlan(splits, new NextCursor.None());
  }

  private Split split(S3Item item, long number, boolean ofFolder, List<Integer> dayFirst) {
    return new Split(
        Long.toString(number),
        tables.relative(item.key()),
        new S3Split(item, ofFolder, dayFirst).payload(),
        item.size());
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    S3Split part = S3Split.of(split.payload());
    return new ObjectReader(
        new FileTable(request.options()),
        file(part.item()),
        part,
        request.columns(),
        from,
        failures,
        context.log());
  }
}
