package tributary.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * Many columns, beside the database's own loader: {@code AB#25426}, where values went through JSON.
 */
final class WideFile implements Benchmark {
  private static final int COLUMNS = 160;
  private static final String[] TYPES = {"bigint", "text", "numeric", "date"};

  @Override
  public String name() {
    return "wide";
  }

  @Override
  public String title() {
    return "200,000 rows of 160 columns, beside psql \\copy of the same file";
  }

  @Override
  public void measure(Bench bench, Report report) {
    int rows = bench.scaled(200_000);
    Path file = bench.file("wide-" + rows + ".csv", out -> write(rows, out));
    bench.product().bucket().put("benchmark/wide/wide.csv", file);
    Api api = bench.product().api();
    api.post("/dataflows", bench.product().bucket().dataflow("BenchmarkWide", "benchmark/wide/"));
    ServerMemory memory = bench.watchMemory(name());
    SideBySide compared =
        SideBySide.measure(bench, report, "BenchmarkWide", rows, file, definition(), false);
    report.line("%,d rows of %d columns, %.0f MB.", rows, COLUMNS, Bench.megabytes(file));
    compared.tell(report);
    Heaps.tell(bench, memory, report);
  }

  private static String definition() {
    StringJoiner columns = new StringJoiner(", ");
    for (int i = 0; i < COLUMNS; i++) {
      columns.add("c" + i + " " + TYPES[i % TYPES.length]);
    }
    return columns.toString();
  }

  private static void write(int rows, OutputStream out) throws IOException {
    StringJoiner header = new StringJoiner(",", "", "\n");
    for (int i = 0; i < COLUMNS; i++) {
      header.add("c" + i);
    }
    out.write(header.toString().getBytes(StandardCharsets.UTF_8));
    SplittableRandom random = new SplittableRandom(42);
    for (int row = 0; row < rows; row++) {
      StringJoiner line = new StringJoiner(",", "", "\n");
      for (int i = 0; i < COLUMNS; i++) {
        line.add(value(i % TYPES.length, random));
      }
      out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String value(int type, SplittableRandom random) {
    return switch (type) {
      case 0 -> Integer.toString(random.nextInt(1_000_000));
      case 1 -> "ward " + (char) ('A' + random.nextInt(26));
      case 2 -> random.nextInt(10_000) + "." + (10 + random.nextInt(90));
      default -> LocalDate.ofEpochDay(random.nextInt(20_000)).toString();
    };
  }
}
