package tributary.benchmarks;

/** Says what memory a benchmark took. */
final class Heaps {
  private Heaps() {}

  static void tell(Bench bench, ServerMemory memory, Report report) {
    ServerMemory.Heap heap = memory.heap();
    report.line("");
    report.line("| memory of the application | MiB |");
    report.line("|---|---|");
    report.line("| limit of the heap (-Xmx) | %s |", bench.options().heap());
    report.line("| heap used at most, before a collection | %d |", heap.used());
    report.line("| heap that a collection left at most | %d |", heap.live());
    report.line("| process, resident at most | %d |", memory.residentPeak());
  }
}
