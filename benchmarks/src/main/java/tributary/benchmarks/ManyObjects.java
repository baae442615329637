package tributary.benchmarks;

import java.nio.file.Path;
import tributary.sandbox.LargeCsv;

/** The same rows as many objects and as one. */
final class ManyObjects implements Benchmark {
  private static final int OBJECTS = 100;

  @Override
  public String name() {
    return "objects";
  }

  @Override
  public String title() {
    return "100 objects of 30,000 rows as one table, beside one object of 3 million rows";
  }

  @Override
  public void measure(Bench bench, Report report) {
    int each = bench.scaled(30_000);
    int rows = each * OBJECTS;
    Path part = bench.file("large-" + each + ".csv", out -> LargeCsv.write(each, out));
    Path whole = bench.file("large-" + rows + ".csv", out -> LargeCsv.write(rows, out));
    Bucket bucket = bench.product().bucket();
    bucket.put("benchmark/one/large.csv", whole);
    for (int i = 0; i < OBJECTS; i++) {
      bucket.put(Figures.text("benchmark/many/parts/part-%03d.csv", i), part);
    }
    Api api = bench.product().api();
    api.post("/dataflows", bucket.dataflow("BenchmarkOne", "benchmark/one/"));
    api.post("/dataflows", bucket.dataflow("BenchmarkMany", "benchmark/many/"));
    ServerMemory memory = bench.watchMemory(name());
    Figures one = new Figures();
    Figures many = new Figures();
    for (int i = 0; i <= bench.options().runs(); i++) {
      double manySeconds = bench.seconds("BenchmarkMany", rows);
      double oneSeconds = bench.seconds("BenchmarkOne", rows);
      report.progress("many %.2f s, one %.2f s", manySeconds, oneSeconds);
      if (i > 0) {
        many.add(manySeconds);
        one.add(oneSeconds);
      }
    }
    report.heading("seconds, " + one.count() + " times in turn", "s");
    report.row("100 objects", many, "%.2f");
    report.row("one object", one, "%.2f");
    report.heading("ratio, pair by pair", "×");
    report.row("100 objects / one object", many.dividedBy(one), "%.2f");
    Heaps.tell(bench, memory, report);
  }
}
