package tributary.plugin;

import java.util.List;
import java.util.Optional;
import tributary.spi.BatchReader;
import tributary.spi.KnownMarks;
import tributary.spi.Position;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/** A plugin's source behind {@link GuardedCalls}. */
final class LoaderSafeSource implements Source {
  private final Source plugin;
  private final GuardedCalls calls;

  LoaderSafeSource(Source plugin, GuardedCalls calls) {
    this.plugin = plugin;
    this.calls = calls;
  }

  @Override
  public List<TableDescriptor> tables() throws InterruptedException {
    return calls.boxed("list of tables", () -> List.copyOf(plugin.tables()));
  }

  @Override
  public void expect(List<TableName> tables) {
    calls.briefly(
        "expect",
        () -> {
          plugin.expect(tables);
          return tables;
        });
  }

  @Override
  public TableLayout layout(TableName table, TableOptions options) throws InterruptedException {
    return calls.boxed("layout of " + table, () -> plugin.layout(table, options));
  }

  @Override
  public Optional<TableLayout> layoutOfChanges(
      TableName table, TableOptions options, KnownMarks known) throws InterruptedException {
    return calls.boxed(
        "layout of changes of " + table, () -> plugin.layoutOfChanges(table, options, known));
  }

  @Override
  public ReadPlan plan(ReadRequest request) throws InterruptedException {
    ReadPlan plan = calls.boxed("plan of " + request.table(), () -> plugin.plan(request));
    return new ReadPlan(new LoaderSafeSplitSource(plan.splits(), calls), plan.next());
  }

  @Override
  public TableName readBeside(TableName table) {
    return calls.briefly("readBeside", () -> plugin.readBeside(table));
  }

  @Override
  public boolean readersMostlyWait() {
    return calls.briefly("readersMostlyWait", plugin::readersMostlyWait);
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    return new LoaderSafeBatchReader(
        calls.briefly("open", () -> plugin.open(request, split, from)), calls);
  }
}
