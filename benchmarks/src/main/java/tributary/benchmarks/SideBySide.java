package tributary.benchmarks;

import java.nio.file.Path;

/** Runs of a dataflow in turn with psql's copies of the same file. */
final class SideBySide {
  private final Figures runs = new Figures();
  private final Figures copies = new Figures();
  private final Figures freshCopies = new Figures();
  private final Figures loads = new Figures();

  private SideBySide() {}

  /**
   * Measures, after one warm-up of each.
   *
   * @param fresh whether to time also a copy into a table made in the same transaction
   */
  static SideBySide measure(
      Bench bench,
      Report report,
      String dataflow,
      long rows,
      Path file,
      String columns,
      boolean fresh) {
    SideBySide compared = new SideBySide();
    Database database = bench.product().database();
    for (int i = 0; i <= bench.options().runs(); i++) {
      double run = bench.seconds(dataflow, rows);
      double copy = database.copySeconds(file, columns);
      database.settle();
      double freshCopy = fresh ? database.freshCopySeconds(file, columns) : 0;
      database.settle();
      report.progress(
          "%s: run %.2f s, \\copy %.2f s, ratio %.2f (load %.1f)",
          i == 0 ? "warm-up" : "pair " + i, run, copy, run / copy, Machine.load());
      if (i > 0) {
        compared.runs.add(run);
        compared.copies.add(copy);
        compared.loads.add(Machine.load());
        if (fresh) {
          compared.freshCopies.add(freshCopy);
        }
      }
    }
    return compared;
  }

  void tell(Report report) {
    report.heading("seconds, " + runs.count() + " times in turn", "s");
    report.row("Tributary: queued to published", runs, "%.2f");
    report.row("psql \\copy into a plain table", copies, "%.2f");
    if (freshCopies.count() > 0) {
      report.row(
          "psql \\copy with FREEZE into a table of the same transaction", freshCopies, "%.2f");
    }
    report.row("load of the machine (its one-minute average)", loads, "%.1f");
    report.heading("ratio, pair by pair", "×");
    report.row("Tributary / \\copy", runs.dividedBy(copies), "%.2f");
    report.line("| ratio of the minima | %.2f | | |", runs.minimum() / copies.minimum());
    if (freshCopies.count() > 0) {
      report.row("Tributary / \\copy with FREEZE", runs.dividedBy(freshCopies), "%.2f");
    }
  }
}
