package tributary.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One large table of Dynamics 365, beside a loop that parses the same pages and keeps nothing. */
final class DynamicsRun implements Benchmark {
  private static final int ACCOUNTS = 1_000_000;
  private static final int WARM_UP = 50_000;
  private static final int MORE_TABLES = 1_000;
  private static final int THREADS = 4;
  private static final String DATAFLOW = "BenchmarkDynamics";

  @Override
  public String name() {
    return "dynamics";
  }

  @Override
  public String title() {
    return "Dynamics 365, a million accounts of 40 columns, beside a plain fetch and parse";
  }

  @Override
  public void measure(Bench bench, Report report) {
    int accounts = bench.scaled(ACCOUNTS);
    Api api = bench.product().api();
    try (DataverseProcess server = DataverseProcess.start(bench, accounts, 0)) {
      server.makeDataflow(api, DATAFLOW, "INCREMENTAL", List.of("account"));
      warmUp(bench, report);
      PlainPages.all(server, THREADS);
      ServerMemory memory = bench.watchMemory(name());
      Measured measured = new Measured(bench, server, accounts);
      for (int i = 0; i < bench.options().runs(); i++) {
        measured.round(report);
      }
      report.line(
          "%,d accounts. In the last minute %.1f threads wanted one of the cores.",
          accounts, Machine.load());
      measured.tell(report);
      discovery(bench, report);
      Heaps.tell(bench, memory, report);
    }
  }

  /** Lets both sides' code be compiled before anything is timed; the large server's follows. */
  private static void warmUp(Bench bench, Report report) {
    try (DataverseProcess small = DataverseProcess.start(bench, WARM_UP, 0)) {
      small.makeDataflow(bench.product().api(), "WarmUp", "INCREMENTAL", List.of("account"));
      for (int i = 0; i < 3; i++) {
        PlainPages.Got got = PlainPages.all(small, THREADS);
        Api.Run run = bench.product().api().run("WarmUp");
        report.progress("warm-up: plain %.1f s, run %.1f s", got.seconds(), run.seconds());
      }
    }
  }

  private static void discovery(Bench bench, Report report) {
    Figures seconds = new Figures();
    int tables = 0;
    Api api = bench.product().api();
    try (DataverseProcess wide = DataverseProcess.start(bench, 100, MORE_TABLES)) {
      wide.makeDataflow(api, "BenchmarkTables", "FULL", List.of("account"));
      for (int i = 0; i < 3; i++) {
        long begun = System.nanoTime();
        tables = api.get("/dataflows/BenchmarkTables/tables").path("items").size();
        seconds.add((System.nanoTime() - begun) / 1e9);
      }
    }
    report.heading(Figures.text("discovery of %,d tables", tables), "s");
    report.row("GET /dataflows/{name}/tables", seconds, "%.2f");
  }

  /** The figures of all rounds. */
  private static final class Measured {
    private final Bench bench;
    private final DataverseProcess server;
    private final int accounts;
    private final Figures product = new Figures();
    private final Figures plain = new Figures();
    private final Figures curl = new Figures();
    private final Figures full = new Figures();
    private final Figures incremental = new Figures();
    private final List<Figures> spent = new ArrayList<>();
    private int changed;

    Measured(Bench bench, DataverseProcess server, int accounts) {
      this.bench = bench;
      this.server = server;
      this.accounts = accounts;
      for (int i = 0; i < 6; i++) {
        spent.add(new Figures());
      }
    }

    void round(Report report) {
      double[] start = processors();
      PlainPages.Got got = PlainPages.all(server, THREADS);
      double[] afterPlain = processors();
      double served = curl(got.addresses());
      double[] afterCurl = processors();
      Api.Run run = bench.product().api().run(DATAFLOW);
      double[] afterRun = processors();
      bench.product().database().settle();
      require("the plain loop", got.rows(), accounts);
      require(DATAFLOW, run.rows(), accounts);
      double part = change();
      plain.add(accounts / got.seconds());
      curl.add(accounts / served);
      product.add(accounts / run.seconds());
      full.add(run.seconds());
      incremental.add(part);
      spent.get(0).add(afterPlain[0] - start[0]);
      spent.get(1).add(afterPlain[1] - start[1]);
      spent.get(2).add(afterCurl[1] - afterPlain[1]);
      for (int i = 1; i <= 3; i++) {
        spent.get(2 + i).add(afterRun[i] - afterCurl[i]);
      }
      report.progress(
          "plain %.1f s, curl %.1f s, run %.1f s, incremental %.2f s; processor: plain %.1f +"
              + " server %.1f; server for curl %.1f; run: server %.1f, application %.1f,"
              + " PostgreSQL %.1f (load %.1f)",
          got.seconds(),
          served,
          run.seconds(),
          part,
          last(0),
          last(1),
          last(2),
          last(3),
          last(4),
          last(5),
          Machine.load());
    }

    private double last(int figure) {
      return spent.get(figure).at(spent.get(figure).count() - 1);
    }

    private static void require(String who, long rows, long wanted) {
      if (rows != wanted) {
        throw new Failure(who + " had " + rows + " rows instead of " + wanted);
      }
    }

    /** One percent of the rows changes: other ones each time, from all over the table. */
    private double change() {
      int count = Math.max(1, accounts / 100);
      int bundles = Math.min(100, count);
      for (int i = 0; i < bundles; i++) {
        long first = (long) accounts * i / bundles + changed;
        server.steer(
            "change", "{\"table\":\"account\",\"first\":%d,\"count\":%d}", first, count / bundles);
      }
      changed += count / bundles;
      return bench.seconds(DATAFLOW, "INCREMENTAL", (long) count / bundles * bundles);
    }

    /** Times curl as it fetches the same pages and looks at none. */
    private double curl(List<URI> addresses) {
      StringBuilder config = new StringBuilder();
      List<String> headers = PlainPages.headers(server.token());
      for (URI address : addresses) {
        config.append("url = \"").append(address).append("\"\noutput = \"/dev/null\"\n");
      }
      for (int i = 0; i < headers.size(); i += 2) {
        String header = headers.get(i) + ": " + headers.get(i + 1);
        config.append("header = \"").append(header.replace("\"", "\\\"")).append("\"\n");
      }
      Path file = bench.options().work().resolve("curl.txt");
      try {
        Files.writeString(file, config);
      } catch (IOException e) {
        throw new Failure(file + " cannot be written", e);
      }
      long begun = System.nanoTime();
      Command.run(
          Map.of(),
          List.of(
              "curl",
              "--silent",
              "--show-error",
              "--fail",
              "--parallel",
              "--parallel-max",
              Integer.toString(THREADS),
              "--config",
              file.toString()));
      return (System.nanoTime() - begun) / 1e9;
    }

    private double[] processors() {
      return Cpu.secondsOfEach(bench, server.handle());
    }

    void tell(Report report) {
      report.heading("rows per second, " + product.count() + " times in turn", "");
      report.row("Tributary: queued to published", product, "%.0f");
      report.row("plain: " + THREADS + " threads fetch and parse, nothing stored", plain, "%.0f");
      report.row("curl: " + THREADS + " at once, nothing looked at", curl, "%.0f");
      report.heading("ratio, in turn", "×");
      report.row("Tributary / plain", product.dividedBy(plain), "%.2f");
      report.row("Tributary / curl", product.dividedBy(curl), "%.2f");
      report.heading("1 % of the rows changed", "");
      report.row("incremental run, seconds", incremental, "%.2f");
      report.row("incremental / full", incremental.dividedBy(full), "%.3f");
      report.heading("processor time", "s");
      report.row("plain: the client", spent.get(0), "%.1f");
      report.row("plain: the server", spent.get(1), "%.1f");
      report.row("curl: the server", spent.get(2), "%.1f");
      report.row("run: the server", spent.get(3), "%.1f");
      report.row("run: the application", spent.get(4), "%.1f");
      report.row("run: PostgreSQL", spent.get(5), "%.1f");
    }
  }
}
