package tributary.run.internal;

import java.util.List;
import java.util.Optional;
import tributary.spi.BatchBuilder;
import tributary.spi.BatchReader;
import tributary.spi.KnownMarks;
import tributary.spi.Position;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/** A source each of whose readers' steps is a sign of progress. */
record WatchedSource(Source source, StallWatch watch) implements Source {
  @Override
  public List<TableDescriptor> tables() throws InterruptedException {
    return source.tables();
  }

  @Override
  public void expect(List<TableName> tables) {
    source.expect(tables);
  }

  @Override
  public TableLayout layout(TableName table, TableOptions options) throws InterruptedException {
    return source.layout(table, options);
  }

  @Override
  public Optional<TableLayout> layoutOfChanges(
      TableName table, TableOptions options, KnownMarks known) throws InterruptedException {
    return source.layoutOfChanges(table, options, known);
  }

  @Override
  public ReadPlan plan(ReadRequest request) throws InterruptedException {
    return source.plan(request);
  }

  @Override
  public TableName readBeside(TableName table) {
    return source.readBeside(table);
  }

  @Override
  public boolean readersMostlyWait() {
    return source.readersMostlyWait();
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    return new Reader(source.open(request, split, from), watch);
  }

  private record Reader(BatchReader reader, StallWatch watch) implements BatchReader {
    @Override
    public ReadStep readInto(BatchBuilder out) throws InterruptedException {
      ReadStep step = reader.readInto(out);
      watch.sign();
      return step;
    }

    @Override
    public long bytesRead() {
      return reader.bytesRead();
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
