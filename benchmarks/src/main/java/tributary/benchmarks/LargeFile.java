package tributary.benchmarks;

import java.nio.file.Path;
import tributary.sandbox.LargeCsv;

/**
 * One large CSV object, beside the database's own loader: {@code AB#12532}, {@code AB#32493},
 * {@code AB#36967}.
 */
final class LargeFile implements Benchmark {
  static final String COLUMNS =
      "event_id bigint, event_key uuid, resident_id bigint, first_name text, last_name text,"
          + " birth_date date, recorded_at timestamptz, facility_code text, diagnosis_code text,"
          + " pulse bigint, amount numeric, temperature numeric, active boolean";

  @Override
  public String name() {
    return "large";
  }

  @Override
  public String title() {
    return "3 million rows of 13 typed columns, one CSV object, beside psql \\copy of the same file";
  }

  @Override
  public void measure(Bench bench, Report report) {
    int rows = bench.scaled(3_000_000);
    Path file = bench.file("large-" + rows + ".csv", out -> LargeCsv.write(rows, out));
    bench.product().bucket().put("benchmark/large/large.csv", file);
    Api api = bench.product().api();
    api.post("/dataflows", bench.product().bucket().dataflow("BenchmarkLarge", "benchmark/large/"));
    ServerMemory memory = bench.watchMemory(name());
    SideBySide compared =
        SideBySide.measure(bench, report, "BenchmarkLarge", rows, file, COLUMNS, true);
    report.line("%,d rows, %.0f MB.", rows, Bench.megabytes(file));
    compared.tell(report);
    Heaps.tell(bench, memory, report);
  }
}
