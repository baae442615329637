package tributary.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tributary.benchmarks.PlainPages.Asked;

/**
 * One large table of Dynamics 365, beside loops that parse the same rows and keep nothing. The
 * product takes the labels of choices from the metadata; a loop that wants them asks for them
 * beside each value, and one that does not gets the same pages as the product.
 */
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
      warmUp(bench, server);
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

  /** The large server has code of its own to be compiled. */
  private static void warmUp(Bench bench, DataverseProcess server) {
    for (Asked asked : Asked.values()) {
      PlainPages.all(server, THREADS, asked);
    }
    bench.product().api().run(DATAFLOW);
    bench.product().database().settle();
  }

  /** Lets both sides' code be compiled before anything is timed. */
  private static void warmUp(Bench bench, Report report) {
    try (DataverseProcess small = DataverseProcess.start(bench, WARM_UP, 0)) {
      small.makeDataflow(bench.product().api(), "WarmUp", "INCREMENTAL", List.of("account"));
      for (int i = 0; i < 3; i++) {
        PlainPages.Got got = PlainPages.all(small, THREADS, Asked.LABELS);
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
    private final Map<Asked, Peer> peers = new EnumMap<>(Asked.class);
    private final Figures full = new Figures();
    private final Figures incremental = new Figures();
    private final Spent spent = new Spent();
    private int changed;

    Measured(Bench bench, DataverseProcess server, int accounts) {
      this.bench = bench;
      this.server = server;
      this.accounts = accounts;
      for (Asked asked : Asked.values()) {
        peers.put(asked, new Peer());
      }
    }

    /** What a run is compared with. */
    private static final class Peer {
      private final Figures plain = new Figures();
      private final Figures curl = new Figures();
      private final Figures client = new Figures();
      private final Figures server = new Figures();
    }

    /** Processor time of a full run. */
    private static final class Spent {
      private final Figures server = new Figures();
      private final Figures application = new Figures();
      private final Figures postgres = new Figures();

      void add(double[] before, double[] after) {
        server.add(after[1] - before[1]);
        application.add(after[2] - before[2]);
        postgres.add(after[3] - before[3]);
      }
    }

    void round(Report report) {
      for (Asked asked : Asked.values()) {
        peers(asked, report);
      }
      double[] before = processors();
      Api.Run run = bench.product().api().run(DATAFLOW);
      spent.add(before, processors());
      bench.product().database().settle();
      require(DATAFLOW, run.rows(), accounts);
      double part = change();
      product.add(accounts / run.seconds());
      full.add(run.seconds());
      incremental.add(part);
      report.progress(
          "run %.1f s, incremental %.2f s; processor: server %.1f, application %.1f, PostgreSQL"
              + " %.1f (load %.1f)",
          run.seconds(),
          part,
          last(spent.server),
          last(spent.application),
          last(spent.postgres),
          Machine.load());
    }

    private void peers(Asked asked, Report report) {
      Peer these = peers.get(asked);
      double[] before = processors();
      PlainPages.Got got = PlainPages.all(server, THREADS, asked);
      double[] after = processors();
      require("the plain loop", got.rows(), accounts);
      double served = curl(got.addresses(), asked);
      these.plain.add(accounts / got.seconds());
      these.curl.add(accounts / served);
      these.client.add(after[0] - before[0]);
      these.server.add(after[1] - before[1]);
      report.progress(
          "%s: plain %.1f s, curl %.1f s; processor: plain %.1f + server %.1f",
          asked, got.seconds(), served, last(these.client), last(these.server));
    }

    private static double last(Figures figures) {
      return figures.at(figures.count() - 1);
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
    private double curl(List<URI> addresses, Asked asked) {
      StringBuilder config = new StringBuilder();
      List<String> headers = PlainPages.headers(server.token(), asked);
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
      peers.forEach(
          (asked, these) -> {
            report.row("plain loop " + words(asked), these.plain, "%.0f");
            report.row("curl " + words(asked), these.curl, "%.0f");
          });
      report.heading("ratio, in turn", "×");
      peers.forEach(
          (asked, these) -> {
            String words = words(asked);
            report.row("Tributary / plain loop " + words, product.dividedBy(these.plain), "%.2f");
            report.row("Tributary / curl " + words, product.dividedBy(these.curl), "%.2f");
          });
      report.heading("1 % of the rows changed", "");
      report.row("incremental run, seconds", incremental, "%.2f");
      report.row("incremental / full", incremental.dividedBy(full), "%.3f");
      report.heading("processor time", "s");
      peers.forEach(
          (asked, these) -> {
            report.row("plain loop " + words(asked), these.client, "%.1f");
            report.row("the server for it", these.server, "%.1f");
          });
      report.row("run: the server", spent.server, "%.1f");
      report.row("run: the application", spent.application, "%.1f");
      report.row("run: PostgreSQL", spent.postgres, "%.1f");
    }

    private static String words(Asked asked) {
      return asked == Asked.LABELS ? "with labels" : "without labels";
    }
  }
}
