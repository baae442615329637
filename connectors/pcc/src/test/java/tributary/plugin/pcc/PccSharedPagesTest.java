package tributary.plugin.pcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.spi.BatchReader;
import tributary.spi.Connector;
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

/** Tables that are read from the same pages. */
class PccSharedPagesTest {
  private static final TableName MEDICATIONS = new TableName("", "medications");
  private static final TableName SCHEDULES = new TableName("", "medication_schedules");

  @TempDir Path folder;
  private LocalPcc pcc;
  private final TestContext context = new TestContext();

  @BeforeEach
  void start() throws IOException {
    pcc = LocalPcc.start(folder, 2, 40);
  }

  @AfterEach
  void stop() throws IOException {
    context.close();
    pcc.close();
  }

  private Connector connector() {
    PccConnectorFactory factory = new PccConnectorFactory();
    return factory.create(
        MapConfigValues.of(factory.descriptor().config(), pcc.settings()), context);
  }

  private static ReadRequest request(Source source, TableName table) throws InterruptedException {
    return new ReadRequest.Full(
        table, TableOptions.NONE, source.layout(table, TableOptions.NONE).columns());
  }

  private static List<Split> splits(Source source, ReadRequest request)
      throws InterruptedException {
    return source.plan(request).splits().next(100);
  }

  private static List<Row> rows(Source source, ReadRequest request, Split split, int rowsPerBatch)
      throws InterruptedException {
    List<Row> rows = new ArrayList<>();
    try (BatchReader reader = source.open(request, split, Optional.empty())) {
      ReadStep step;
      do {
        RecordingBatchBuilder out = new RecordingBatchBuilder(request.columns(), rowsPerBatch);
        step = reader.readInto(out);
        rows.addAll(out.rows());
      } while (step instanceof ReadStep.More);
    }
    return rows;
  }

  /** Reads a table by itself, with a connector of its own. */
  private List<Row> alone(TableName table) throws InterruptedException {
    try (Connector connector = connector()) {
      return FullRead.of(connector.source().orElseThrow(), table).rows();
    }
  }

  @Test
  void asksOnceForEachPageThatTwoTablesAreReadFromInTurns() throws InterruptedException {
    List<Row> medications = new ArrayList<>();
    List<Row> schedules = new ArrayList<>();
    try (Connector connector = connector()) {
      Source source = connector.source().orElseThrow();
      ReadRequest first = request(source, MEDICATIONS);
      ReadRequest second = request(source, SCHEDULES);
      List<Split> splits = splits(source, first);
      assertThat(splits(source, second)).isEqualTo(splits).hasSizeGreaterThan(1);
      for (Split split : splits) {
        long before = pcc.sandbox().calls();
        medications.addAll(rows(source, first, split, Integer.MAX_VALUE));
        long asked = pcc.sandbox().calls();
        schedules.addAll(rows(source, second, split, Integer.MAX_VALUE));

        assertThat(asked - before).isPositive();
        assertThat(pcc.sandbox().calls()).isEqualTo(asked);
      }
    }
    assertThat(medications).isNotEmpty().isEqualTo(alone(MEDICATIONS));
    assertThat(schedules).isNotEmpty().isEqualTo(alone(SCHEDULES));
  }

  @Test
  void asksOnceForEachPageThatTwoTablesAreReadFromAtTheSameTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Connector one = connector();
        Connector both = connector()) {
      long asked = calls(one, () -> readAll(one, MEDICATIONS));

      long together =
          calls(
              both,
              () -> {
                Future<List<Row>> medications = threads.submit(() -> readAll(both, MEDICATIONS));
                Future<List<Row>> schedules = threads.submit(() -> readAll(both, SCHEDULES));
                assertThat(medications.get()).isNotEmpty().isEqualTo(readAll(one, MEDICATIONS));
                assertThat(schedules.get()).isNotEmpty().isEqualTo(readAll(one, SCHEDULES));
                return schedules.get();
              });

      assertThat(together).isEqualTo(asked);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Counts calls, but for those that signing in and planning need. */
  private long calls(Connector connector, Callable<List<Row>> read) throws Exception {
    Source source = connector.source().orElseThrow();
    splits(source, request(source, MEDICATIONS));
    long before = pcc.sandbox().calls();
    read.call();
    return pcc.sandbox().calls() - before;
  }

  private static List<Row> readAll(Connector connector, TableName table)
      throws InterruptedException {
    Source source = connector.source().orElseThrow();
    ReadRequest request = request(source, table);
    List<Row> rows = new ArrayList<>();
    for (Split split : splits(source, request)) {
      rows.addAll(rows(source, request, split, 3));
    }
    return rows;
  }

  @Test
  void asksAgainWhenTheReaderWhoAskedFirstHasStopped() throws InterruptedException {
    List<Row> schedules = new ArrayList<>();
    try (Connector connector = connector()) {
      Source source = connector.source().orElseThrow();
      ReadRequest first = request(source, MEDICATIONS);
      ReadRequest second = request(source, SCHEDULES);
      for (Split split : splits(source, first)) {
        try (BatchReader stops = source.open(first, split, Optional.empty())) {
          ReadStep step = stops.readInto(new RecordingBatchBuilder(first.columns(), 1));
          assertThat(step).isInstanceOf(ReadStep.More.class);
        }
        schedules.addAll(rows(source, second, split, Integer.MAX_VALUE));
      }
    }
    assertThat(schedules).isEqualTo(alone(SCHEDULES));
  }
}
