package tributary.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import tributary.sandbox.LargeCsv;

/** The list of imports, and the queue at rest, with ten thousand dataflows. */
final class ManyDataflows implements Benchmark {
  private static final int REQUESTS = 200;
  private static final Duration REST = Duration.ofSeconds(60);
  private static final String[] PAGES = {
    "?page=0&size=20", "?page=250&size=20", "?page=0&size=20&sort=name", "?page=0&size=20&filter=77"
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
    for (int i = 0; i < dataflows; i++) {
      api.post("/dataflows", dataflow(bench.product().bucket(), i));
      if (i % 1_000 == 999) {
        report.progress("%d dataflows made", i + 1);
      }
    }
    Figures times = new Figures();
    for (int i = -REQUESTS / 4; i < REQUESTS; i++) {
      long begun = System.nanoTime();
      api.get("/dataflows" + PAGES[Math.floorMod(i, PAGES.length)]);
      if (i >= 0) {
        times.add((System.nanoTime() - begun) / 1e6);
      }
    }
    report.line("%,d dataflows.", dataflows);
    report.heading("a page of the list over the API, " + REQUESTS + " requests", "ms");
    report.row("first, middle, sorted, filtered in turn", times, "%.1f");
    report.line("| 95 of 100 requests take at most | %.1f | | |", times.percentile(0.95));
    report.line("");
    report.line("| at rest | share of one core |");
    report.line("|---|---|");
    report.line("| the application | %.2f %% |", 100 * idleShare(bench.product().server()));
  }

  private static ObjectNode dataflow(Bucket bucket, int number) {
    ObjectNode dataflow = bucket.dataflow(Figures.text("List%05d", number), "benchmark/list/");
    dataflow
        .putArray("tables")
        .addObject()
        .put("table", "large.csv")
        .put("entityName", Figures.text("list_%05d", number));
    return dataflow;
  }

  private static double idleShare(ProcessHandle server) {
    try {
      Thread.sleep(REST.toMillis() / 6);
      Duration before = cpu(server);
      Thread.sleep(REST.toMillis());
      return (cpu(server).toNanos() - before.toNanos()) / (double) REST.toNanos();
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  private static Duration cpu(ProcessHandle server) {
    return server
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new Failure("The system does not tell processor time"));
  }
}
