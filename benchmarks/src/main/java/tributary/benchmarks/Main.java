package tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Starts the product, measures what was asked for, and writes the results. */
public final class Main {
  private static final List<Benchmark> ALL =
      List.of(
          new LargeFile(),
          new ManyObjects(),
          new WideFile(),
          new Changes(),
          new PublishLocks(),
          new ManyDataflows(),
          new Peers(),
          new PccRun(),
          new PccQuota(),
          new PccEvents(),
          new DynamicsRun(),
          new DynamicsGrid());

  private Main() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    try {
      Options options = Options.parse(arguments);
      if (options.help()) {
        System.out.print(help());
        return;
      }
      List<Benchmark> chosen = chosen(options);
      if (!Command.exists("psql")) {
        throw new Failure("psql is not on the PATH. Install PostgreSQL's client.");
      }
      for (Benchmark benchmark : chosen) {
        run(benchmark, options);
      }
    } catch (Failure failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private static List<Benchmark> chosen(Options options) {
    for (String name : options.names()) {
      if (ALL.stream().noneMatch(b -> b.name().equals(name))) {
        throw new Failure("There is no benchmark " + name + ". See --help.");
      }
    }
    return ALL.stream()
        .filter(b -> options.names().isEmpty() || options.names().contains(b.name()))
        .toList();
  }

  private static void run(Benchmark benchmark, Options options) {
    Path data = options.work().resolve("data-" + benchmark.name());
    delete(data);
    Report report = new Report();
    report.line("# %s", benchmark.title());
    report.line("");
    try (Product product = Product.start(options, data)) {
      report.line("%s.", Machine.description(product.database()));
      report.line("");
      benchmark.measure(new Bench(options, product), report);
    }
    delete(data);
    Path results = options.root().resolve("benchmarks/results/" + benchmark.name() + ".md");
    try {
      report.writeTo(results);
    } catch (IOException e) {
      throw new Failure(results + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new Failure(folder + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  private static String help() {
    StringBuilder text =
        new StringBuilder(
            """
            Measures the built product beside its peers, in turn and several times.

              benchmarks/run [options] [benchmark ...]

              --runs N      how often each thing is timed, after one warm-up (5)
              --scale N     percent of the full size of the data (100)
              --heap SIZE   heap of the application, as Java's -Xmx takes it (256m)
              --work DIR    where data and generated files go (benchmarks/target/work)
              --help        this text

            Writes benchmarks/results/<benchmark>.md. Needs a JDK and PostgreSQL's psql, a quiet
            machine and some gigabytes of disk. Benchmarks, all of them unless named:

            """);
    ALL.forEach(b -> text.append("  %-14s %s%n".formatted(b.name(), b.title())));
    return text.toString();
  }
}
