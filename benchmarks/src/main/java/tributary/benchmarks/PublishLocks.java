package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tributary.sandbox.LargeCsv;

/** How long readers of entities wait while fifty of them are switched. */
final class PublishLocks implements Benchmark {
  private static final int TABLES = 50;

  @Override
  public String name() {
    return "locks";
  }

  @Override
  public String title() {
    return "publish and rollback of 50 tables: how long locks are held, how long readers wait";
  }

  @Override
  public void measure(Bench bench, Report report) {
    Path file = bench.file("large-2000.csv", out -> LargeCsv.write(2_000, out));
    Bucket bucket = bench.product().bucket();
    for (int i = 0; i < TABLES; i++) {
      bucket.put(Figures.text("benchmark/locks/table%02d.csv", i), file);
    }
    Api api = bench.product().api();
    api.post("/dataflows", bucket.dataflow("BenchmarkLocks", "benchmark/locks/"));
    List<String> views = views(api.run("BenchmarkLocks"));
    LockWatch published = new LockWatch();
    LockWatch rolledBack = new LockWatch();
    for (int i = 0; i <= bench.options().runs(); i++) {
      LockWatch first = i == 0 ? new LockWatch() : published;
      LockWatch second = i == 0 ? new LockWatch() : rolledBack;
      first.during(bench.product().database(), views, () -> api.run("BenchmarkLocks"));
      second.during(bench.product().database(), views, () -> api.rollBack("BenchmarkLocks"));
    }
    report.heading("milliseconds, " + bench.options().runs() + " times", "ms");
    report.row("publish: views locked", published.held(), "%.0f");
    report.row("publish: longest wait of a reader", published.waits(), "%.0f");
    report.row("rollback: views locked", rolledBack.held(), "%.0f");
    report.row("rollback: longest wait of a reader", rolledBack.waits(), "%.0f");
  }

  private static List<String> views(Api.Run run) {
    List<String> names = new ArrayList<>();
    for (JsonNode table : run.document().path("tables")) {
      names.add(table.path("entityName").asText());
    }
    return names;
  }
}
