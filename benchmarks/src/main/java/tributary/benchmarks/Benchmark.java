package tributary.benchmarks;

/** One question that is put to the product. */
interface Benchmark {
  /** The word for the command line, and the name of the results' file. */
  String name();

  /** The question, in one line. */
  String title();

  /** Measures and tells. */
  void measure(Bench bench, Report report);
}
