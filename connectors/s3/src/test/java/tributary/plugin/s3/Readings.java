package tributary.plugin.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.Connector;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.MapConfigValues;
import tributary.testkit.RecordingBatchBuilder;
import tributary.testkit.TestContext;

/** Reads tables the way the host does. */
final class Readings {
  private Readings() {}

  static Connector connector(Map<String, String> settings, TestContext context) {
    S3ConnectorFactory factory = new S3ConnectorFactory();
    return factory.create(MapConfigValues.of(factory.descriptor().config(), settings), context);
  }

  /**
   * A table, read to its end.
   *
   * @param layout how it looks
   * @param rows what came
   */
  record Reading(TableLayout layout, RecordingBatchBuilder rows) {
    List<String> names() {
      return layout.columns().stream().map(Column::name).toList();
    }
  }

  static Reading read(Connector connector, String table, Map<String, String> options)
      throws InterruptedException {
    Source source = connector.source().orElseThrow();
    TableName name = new TableName("", table);
    TableOptions chosen = new TableOptions(options);
    TableLayout layout = source.layout(name, chosen);
    ReadRequest request = new ReadRequest.Full(name, chosen, layout.columns());
    RecordingBatchBuilder out = new RecordingBatchBuilder(layout.columns(), Integer.MAX_VALUE);
    for (Split split : splits(source, request)) {
      readInto(out, source, request, split);
    }
    return new Reading(layout, out);
  }

  static RecordingBatchBuilder read(Source source, ReadRequest request, Split split)
      throws InterruptedException {
    RecordingBatchBuilder out = new RecordingBatchBuilder(request.columns(), Integer.MAX_VALUE);
    readInto(out, source, request, split);
    return out;
  }

  private static void readInto(
      RecordingBatchBuilder out, Source source, ReadRequest request, Split split)
      throws InterruptedException {
    try (BatchReader reader = source.open(request, split, Optional.empty())) {
      while (reader.readInto(out) instanceof ReadStep.More) {
        continue;
      }
    }
  }

  static List<Split> splits(Source source, ReadRequest request) throws InterruptedException {
    List<Split> all = new ArrayList<>();
    ReadPlan plan = source.plan(request);
    try (var splits = plan.splits()) {
      for (List<Split> some = splits.next(3); !some.isEmpty(); some = splits.next(3)) {
        all.addAll(some);
      }
    }
    return all;
  }
}
