package tributary.benchmarks;

/** All tables of PointClickCare, beside a loop that gets the same pages and keeps nothing. */
final class PccRun implements Benchmark {
  private static final int FACILITIES = 50;
  private static final int PATIENTS = 20_000;
  private static final int NO_PACE = 10_000;

  /** As many requests as a run has on their way: four readers, each with one and six ahead. */
  private static final int THREADS = 28;

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
      Spent spent = new Spent(bench, server);
      long pages = 0;
      long rows = 0;
      for (int i = 0; i < bench.options().runs(); i++) {
        spent.begin();
        PlainLoop.Got got = PlainLoop.all(server, THREADS);
        spent.loop();
        long asked = server.state().path("calls").asLong();
        spent.begin();
        Api.Run run = bench.product().api().run("BenchmarkPcc");
        spent.run();
        asked = server.state().path("calls").asLong() - asked;
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
        report.progress("%s", spent.last());
      }
      report.line("%,d patients, %,d rows, %,d pages.", patients, rows, pages);
      report.heading("rows per second, " + product.count() + " times in turn", "");
      report.row("Tributary: queued to published", product, "%.0f");
      report.row("plain loop of " + THREADS + " threads, nothing stored", loop, "%.0f");
      report.heading("ratio, pair by pair", "×");
      report.row("Tributary / plain loop", ratios, "%.2f");
      spent.tell(report);
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

  /** Where processor time goes. */
  private static final class Spent {
    private final Bench bench;
    private final PccProcess server;
    private final Figures loopClient = new Figures();
    private final Figures loopServer = new Figures();
    private final Figures application = new Figures();
    private final Figures postgres = new Figures();
    private final Figures runServer = new Figures();
    private double[] before;

    Spent(Bench bench, PccProcess server) {
      this.bench = bench;
      this.server = server;
    }

    void begin() {
      before = now();
    }

    void loop() {
      double[] after = now();
      loopClient.add(after[0] - before[0]);
      loopServer.add(after[1] - before[1]);
    }

    void run() {
      double[] after = now();
      runServer.add(after[1] - before[1]);
      application.add(after[2] - before[2]);
      postgres.add(after[3] - before[3]);
    }

    private double[] now() {
      return Cpu.secondsOfEach(bench, server.handle());
    }

    String last() {
      int last = application.count() - 1;
      return Figures.text(
          "processor: loop %.1f s + server %.1f s; application %.1f s + PostgreSQL %.1f s + server"
              + " %.1f s",
          loopClient.at(last),
          loopServer.at(last),
          application.at(last),
          postgres.at(last),
          runServer.at(last));
    }

    void tell(Report report) {
      report.heading("processor time", "s");
      report.row("plain loop: the client", loopClient, "%.1f");
      report.row("plain loop: the server", loopServer, "%.1f");
      report.row("run: the application", application, "%.1f");
      report.row("run: PostgreSQL", postgres, "%.1f");
      report.row("run: the server", runServer, "%.1f");
    }
  }
}
