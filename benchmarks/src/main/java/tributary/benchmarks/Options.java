package tributary.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The command line.
 *
 * @param root the folder of the sources
 * @param names the benchmarks to run; empty: all
 * @param runs how often each thing is timed, after one warm-up
 * @param scale percent of the full size of the data
 * @param heap the heap of the application, as Java's -Xmx takes it
 * @param work where data directories and generated files go
 */
record Options(
    Path root, List<String> names, int runs, int scale, String heap, Path work, boolean help) {
  static Options parse(String... arguments) {
    Path root = Path.of(".");
    Path work = null;
    List<String> names = new ArrayList<>();
    int runs = 5;
    int scale = 100;
    String heap = "256m";
    boolean help = false;
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      switch (argument) {
        case "--root" -> root = Path.of(value(argument, rest));
        case "--runs" -> runs = number(argument, rest);
        case "--scale" -> scale = number(argument, rest);
        case "--heap" -> heap = value(argument, rest);
        case "--work" -> work = Path.of(value(argument, rest));
        case "--help", "-h" -> help = true;
        default -> {
          if (argument.startsWith("-")) {
            throw new Failure("There is no option " + argument + ". See --help.");
          }
          names.add(argument);
        }
      }
    }
    Path place = work == null ? root.resolve("benchmarks/target/work") : work;
    return new Options(root, List.copyOf(names), runs, scale, heap, place.toAbsolutePath(), help);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new Failure(option + " needs a value.");
    }
    return rest.next();
  }

  private static int number(String option, Iterator<String> rest) {
    String value = value(option, rest);
    if (!value.matches("[1-9][0-9]{0,5}")) {
      throw new Failure(option + " takes a whole number from 1, not " + value + ".");
    }
    return Integer.parseInt(value);
  }
}
