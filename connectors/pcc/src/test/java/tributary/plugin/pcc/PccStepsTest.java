package tributary.plugin.pcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.spi.BatchReader;
import tributary.spi.Connector;
import tributary.spi.Position;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;
import tributary.testkit.MapConfigValues;
import tributary.testkit.RecordingBatchBuilder;
import tributary.testkit.RecordingBatchBuilder.Row;
import tributary.testkit.TestContext;

/** How far a read of many patients is made durable. */
class PccStepsTest {
  private static final TableName STAYS = new TableName("", "adt_records");

  @TempDir Path folder;

  @Test
  void goesOnAtThePatientItHadReachedThoughItsBatchWasNotFull() throws Exception {
    try (TestContext context = new TestContext();
        LocalPcc pcc = LocalPcc.start(folder, 1, 210)) {
      PccConnectorFactory factory = new PccConnectorFactory();
      try (Connector connector =
          factory.create(
              MapConfigValues.of(factory.descriptor().config(), pcc.settings()), context)) {
        Source source = connector.source().orElseThrow();
        ReadRequest request =
            new ReadRequest.Full(
                STAYS, TableOptions.NONE, source.layout(STAYS, TableOptions.NONE).columns());
        List<Split> splits = source.plan(request).splits().next(10);
        assertThat(splits).hasSize(1);
        RecordingBatchBuilder first =
            new RecordingBatchBuilder(request.columns(), Integer.MAX_VALUE);
        ReadStep reached;
        try (BatchReader stops = source.open(request, splits.get(0), Optional.empty())) {
          reached = stops.readInto(first);
        }
        assertThat(reached).isEqualTo(new ReadStep.More(new Position("200:1")));

        RecordingBatchBuilder rest =
            new RecordingBatchBuilder(request.columns(), Integer.MAX_VALUE);
        long before = pcc.sandbox().calls();
        try (BatchReader goesOn =
            source.open(request, splits.get(0), Optional.of(new Position("200:1")))) {
          assertThat(goesOn.readInto(rest)).isEqualTo(ReadStep.Done.withoutCursor());
        }

        assertThat(pcc.sandbox().calls() - before).isEqualTo(10);
        List<Row> both = new ArrayList<>(first.rows());
        both.addAll(rest.rows());
        assertThat(both).isNotEmpty().isEqualTo(FullRead.of(source, STAYS).rows());
      }
    }
  }
}
