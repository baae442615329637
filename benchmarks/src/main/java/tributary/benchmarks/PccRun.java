package tributary.benchmarks;

import java.time.Duration;

/** All tables of PointClickCare, beside a loop that gets the same pages and keeps nothing. */
final class PccRun implements Benchmark {
  private static final int FACILITIES = 50;
  private static final int PATIENTS = 20_000;
  private static final int NO_PACE = 10_000;

  /** As many requests as a run has on their way: two readers, each with one and six ahead. */
  private static final int THREADS = 14;

  @Override
  public String name() {
    return "pcc";
  }

  @Override
  public String title() {
    return "PointClickCare, 50 facilities, 20,000 patients, all tables, beside a plain loop of GETs";
  }

  @Override
  public void measure(Bench bench, Report report) {
    int patients = bench.scaled(PATIENTS);
    try (PccProcess server = PccProcess.start(bench, FACILITIES, patients, 0);
        PccProcess small = PccProcess.start(bench, FACILITIES, 200, 0)) {
      warmUp(bench, small, report);
      PccTables.make(bench, server, "BenchmarkPcc", NO_PACE);
      ServerMemory memory = bench.watchMemory(name());
      Figures product = new Figures();
      Figures loop = new Figures();
      Figures ratios = new Figures();
      Figures cpu = new Figures();
      long pages = 0;
      long rows = 0;
      for (int i = 0; i < bench.options().runs(); i++) {
        PlainLoop.Got got = PlainLoop.all(server, THREADS);
        Duration before = Cpu.of(bench.product().server());
        long asked = server.state().path("calls").asLong();
        Api.Run run = bench.product().api().run("BenchmarkPcc");
        asked = server.state().path("calls").asLong() - asked;
        cpu.add(Cpu.of(bench.product().server()).minus(before).toMillis() / 1e3);
        bench.product().database().settle();
        pages = got.pages();
        rows = run.rows();
        loop.add(rows / got.seconds());
        product.add(rows / run.seconds());
        ratios.add(got.seconds() / run.seconds());
        report.progress(
            "loop %.1f s for %,d pages (%.0f MB), run %.1f s for %,d rows and %,d requests, ratio"
                + " %.2f (load %.1f)",
            got.seconds(),
            got.pages(),
            got.bytes() / 1e6,
            run.seconds(),
            rows,
            asked,
            got.seconds() / run.seconds(),
            Machine.load());
      }
      report.line("%,d patients, %,d rows, %,d pages.", patients, rows, pages);
      report.heading("rows per second, " + product.count() + " times in turn", "");
      report.row("Tributary: queued to published", product, "%.0f");
      report.row("plain loop of " + THREADS + " threads, nothing stored", loop, "%.0f");
      report.heading("ratio, pair by pair", "×");
      report.row("Tributary / plain loop", ratios, "%.2f");
      report.heading("processor time of the application", "s");
      report.row("a run", cpu, "%.1f");
      Heaps.tell(bench, memory, report);
    }
  }

  /** Lets both sides' code be compiled before anything is timed. */
  private static void warmUp(Bench bench, PccProcess small, Report report) {
    PccTables.make(bench, small, "WarmUpPcc", NO_PACE);
    for (int i = 0; i < 2; i++) {
      PlainLoop.Got got = PlainLoop.all(small, THREADS);
      double run = bench.product().api().run("WarmUpPcc").seconds();
      report.progress("warm-up: loop %.1f s, run %.1f s", got.seconds(), run);
    }
  }
}
