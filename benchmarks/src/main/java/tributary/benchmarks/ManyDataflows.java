package tributary.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tributary.sandbox.LargeCsv;

/** The list of imports, and the queue at rest, with ten thousand dataflows. */
final class ManyDataflows implements Benchmark {
  private static final int REQUESTS = 200;
  private static final Duration REST = Duration.ofSeconds(60);
  private static final String[] PAGES = {
    "?page=1&size=20", "?page=250&size=20", "?page=1&size=20&sort=name", "?page=1&size=20&filter=77"
  };

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String title() {
    return "10,000 dataflows: pages of the list, and the queue at rest";
  }

  @Override
  public void measure(Bench bench, Report report) {
    int dataflows = bench.scaled(10_000);
    Path file = bench.file("large-100.csv", out -> LargeCsv.write(100, out));
    bench.product().bucket().put("benchmark/list/large.csv", file);
    Api api = bench.product().api();
    report.line("%,d dataflows, each with a schedule.", dataflows);
    make(dataflows, bench.product().bucket(), api, report);
    Figures times = new Figures();
    for (int i = -REQUESTS / 4; i < REQUESTS; i++) {
      String page = "/dataflows" + PAGES[Math.floorMod(i, PAGES.length)];
      double millis = millis(() -> api.get(page));
      if (i >= 0) {
        times.add(millis);
      }
    }
    report.heading("a page of the list over the API, " + REQUESTS + " requests", "ms");
    report.row("first, middle, sorted, filtered in turn", times, "%.1f");
    report.line("| 95 of 100 requests take at most | %.1f | | |", times.percentile(0.95));
    rest(bench.product(), report);
  }

  /** Makes the dataflows, and tells whether the last ones take longer than the first ones. */
  private static void make(int dataflows, Bucket bucket, Api api, Report report) {
    Figures first = new Figures();
    Figures last = new Figures();
    int part = Math.max(1, dataflows / 10);
    for (int i = 0; i < dataflows; i++) {
      ObjectNode dataflow = dataflow(bucket, i);
      double millis = millis(() -> api.post("/dataflows", dataflow));
      if (i >= part && i < 2 * part) {
        first.add(millis);
      } else if (i >= dataflows - part) {
        last.add(millis);
      }
      if (i % 1_000 == 999) {
        report.progress("%d dataflows made", i + 1);
      }
    }
    report.heading("making one, which asks the source for its tables", "ms");
    report.row("the second tenth", first, "%.1f");
    report.row("the last tenth", last, "%.1f");
  }

  private static double millis(Runnable request) {
    long begun = System.nanoTime();
    request.run();
    return (System.nanoTime() - begun) / 1e6;
  }

  private static ObjectNode dataflow(Bucket bucket, int number) {
    ObjectNode dataflow = bucket.dataflow(Figures.text("List%05d", number), "benchmark/list/");
    dataflow
        .putArray("tables")
        .addObject()
        .put("table", "large.csv")
        .put("entityName", Figures.text("list_%05d", number));
    dataflow
        .putObject("schedule")
        .put("timeZone", "UTC")
        .putArray("times")
        .addObject()
        .put("cron", Figures.text("0 %d %d 1 * *", number % 60, number / 60 % 24));
    return dataflow;
  }

  private static void rest(Product product, Report report) {
    List<ProcessHandle> database = product.database().processes();
    try {
      Thread.sleep(REST.toMillis() / 6);
      Duration application = cpu(List.of(product.server()));
      Duration postgres = cpu(database);
      Thread.sleep(REST.toMillis());
      report.line("");
      report.line("| at rest | share of one core |");
      report.line("|---|---|");
      report.line(
          "| the application | %.2f %% |", percent(application, cpu(List.of(product.server()))));
      report.line("| PostgreSQL | %.2f %% |", percent(postgres, cpu(database)));
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  private static double percent(Duration before, Duration after) {
    return 100.0 * after.minus(before).toNanos() / REST.toNanos();
  }

  private static Duration cpu(List<ProcessHandle> processes) {
    return processes.stream()
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
