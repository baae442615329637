package tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tributary.sandbox.LargeCsv;

/** One large CSV object, beside pgloader and Apache Spark. */
final class Peers implements Benchmark {
  private static final String TABLE = "benchmark_peer.imported";

  /** A peer imports the file as its users would, as a process of its own. */
  private interface Peer {
    void importFile(Bench bench, Path file);
  }

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public String title() {
    return "3 million rows of 13 typed columns, one CSV object, beside pgloader and Apache Spark";
  }

  @Override
  public void measure(Bench bench, Report report) {
    int rows = bench.scaled(3_000_000);
    Path file = bench.file("large-" + rows + ".csv", out -> LargeCsv.write(rows, out));
    bench.product().bucket().put("benchmark/peers/large.csv", file);
    fetchSpark(bench.options().root().toAbsolutePath());
    bench
        .product()
        .api()
        .post(
            "/dataflows", bench.product().bucket().dataflow("BenchmarkPeers", "benchmark/peers/"));
    Figures runs = new Figures();
    Map<String, Figures> others = new TreeMap<>();
    for (int i = 0; i <= bench.options().runs(); i++) {
      double run = bench.seconds("BenchmarkPeers", rows);
      report.progress("Tributary %.2f s (load %.1f)", run, Machine.load());
      if (i > 0) {
        runs.add(run);
      }
      for (Map.Entry<String, Peer> peer : peers().entrySet()) {
        double seconds = seconds(bench, peer.getValue(), file, rows);
        report.progress("%s %.2f s, ratio %.3f", peer.getKey(), seconds, run / seconds);
        if (i > 0) {
          others.computeIfAbsent(peer.getKey(), name -> new Figures()).add(seconds);
        }
      }
    }
    report.heading("seconds, " + runs.count() + " times in turn", "s");
    report.row("Tributary: queued to published", runs, "%.2f");
    others.forEach((name, seconds) -> report.row(name, seconds, "%.2f"));
    report.heading("ratio, run by run", "×");
    others.forEach(
        (name, seconds) -> report.row("Tributary / " + name, runs.dividedBy(seconds), "%.3f"));
  }

  private static Map<String, Peer> peers() {
    if (!Command.exists("pgloader")) {
      throw new Failure("pgloader is not on the PATH. Install it.");
    }
    return new TreeMap<>(Map.of("pgloader", Peers::pgloader, "Apache Spark", Peers::spark));
  }

  private static double seconds(Bench bench, Peer peer, Path file, long rows) {
    Database database = bench.product().database();
    database.execute(
        "create schema if not exists benchmark_peer",
        "drop table if exists " + TABLE,
        "create table " + TABLE + " (" + LargeFile.COLUMNS + ")");
    long begun = System.nanoTime();
    peer.importFile(bench, file);
    double seconds = (System.nanoTime() - begun) / 1e9;
    long imported = Long.parseLong(database.text("select count(*) from " + TABLE));
    if (imported != rows) {
      throw new Failure("A peer wrote " + imported + " rows instead of " + rows);
    }
    database.settle();
    return seconds;
  }

  private static void pgloader(Bench bench, Path file) {
    Database database = bench.product().database();
    String address =
        database.url().replace("jdbc:postgresql://", "postgresql://" + database.user() + "@");
    Path order = bench.options().work().resolve("pgloader.load");
    try {
      Files.writeString(
          order,
          """
          LOAD CSV FROM '%s'
          INTO %s
          TARGET TABLE %s
          WITH skip header = 1, fields terminated by ',', fields optionally enclosed by '"';
          """
              .formatted(file, address, TABLE));
    } catch (IOException e) {
      throw new Failure(order + " cannot be written: " + e.getMessage(), e);
    }
    Command.run(Map.of("PGPASSWORD", database.password()), List.of("pgloader", order.toString()));
  }

  private static void fetchSpark(Path root) {
    Path folder = root.resolve("benchmarks/spark");
    if (!Files.isDirectory(folder.resolve("target/lib"))) {
      Command.run(
          Map.of(),
          List.of(
              root.resolve("mvnw").toString(),
              "-q",
              "-B",
              "-ntp",
              "-f",
              folder.resolve("pom.xml").toString(),
              "dependency:copy-dependencies",
              "-DoutputDirectory=target/lib",
              "-DincludeScope=runtime"));
    }
  }

  private static void spark(Bench bench, Path file) {
    Database database = bench.product().database();
    Path folder = bench.options().root().resolve("benchmarks/spark").toAbsolutePath();
    List<String> words = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    words.addAll(OPENED);
    words.addAll(List.of("-cp", folder.resolve("target/lib") + "/*"));
    words.add(folder.resolve("SparkImport.java").toString());
    words.addAll(List.of(file.toString(), database.url(), database.user(), TABLE));
    Command.run(Map.of("PGPASSWORD", database.password()), words);
  }

  /** What Spark's own start script opens to it of the JDK. */
  private static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
          "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
          "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");
}
