package tributary.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import tributary.sandbox.LargeCsv;

/** One percent of the rows changes: an incremental run beside a full one ({@code AB#21557}). */
final class Changes implements Benchmark {
  private static final int OBJECTS = 100;

  @Override
  public String name() {
    return "changes";
  }

  @Override
  public String title() {
    return "1 % of 3 million rows changed: an incremental run beside a full one";
  }

  @Override
  public void measure(Bench bench, Report report) {
    int changed = bench.scaled(30_000);
    Bucket bucket = bench.product().bucket();
    for (int i = 0; i < OBJECTS; i++) {
      bucket.put(object(i), rows(bench, i, changed, 0));
    }
    Api api = bench.product().api();
    api.post("/dataflows", incremental(bucket, "BenchmarkByKey", "benchmark/changes/", true));
    api.post("/dataflows", incremental(bucket, "BenchmarkByObject", "benchmark/changes/", false));
    ServerMemory memory = bench.watchMemory(name());
    compare(bench, report, "BenchmarkByKey", changed, 1);
    compare(bench, report, "BenchmarkByObject", changed, 1 + bench.options().runs() + 1);
    Heaps.tell(bench, memory, report);
  }

  private static void compare(
      Bench bench, Report report, String dataflow, int changed, int edition) {
    Figures full = new Figures();
    Figures incremental = new Figures();
    for (int i = 0; i <= bench.options().runs(); i++) {
      double whole = bench.seconds(dataflow, "FULL", (long) changed * OBJECTS);
      bench.product().bucket().put(object(i), rows(bench, i, changed, edition + i));
      double part = bench.seconds(dataflow, "INCREMENTAL", changed);
      report.progress("%s: full %.2f s, incremental %.2f s", dataflow, whole, part);
      if (i > 0) {
        full.add(whole);
        incremental.add(part);
      }
    }
    report.heading(dataflow + ", seconds, " + full.count() + " times in turn", "s");
    report.row("full", full, "%.2f");
    report.row("incremental", incremental, "%.2f");
    report.heading("ratio, pair by pair", "×");
    report.row("incremental / full", incremental.dividedBy(full), "%.3f");
  }

  private static String object(int number) {
    return Figures.text("benchmark/changes/parts/part-%03d.csv", number);
  }

  /** Returns the rows of an object; another edition has other values under the same keys. */
  private static Path rows(Bench bench, int object, int rows, int edition) {
    return bench.file(
        Figures.text("changes-%d-%03d-%d.csv", rows, object, edition),
        out -> LargeCsv.write((long) object * rows + 1, rows, object * 1_000L + edition, out));
  }

  private static ObjectNode incremental(Bucket bucket, String name, String folder, boolean keyed) {
    ObjectNode dataflow = bucket.dataflow(name, folder).put("refresh", "INCREMENTAL");
    ObjectNode table =
        dataflow
            .putArray("tables")
            .addObject()
            .put("table", "parts/")
            .put("entityName", name + "Rows");
    if (keyed) {
      table.putArray("key").add("event_id");
    }
    return dataflow;
  }
}
