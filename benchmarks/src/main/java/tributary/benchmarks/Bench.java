package tributary.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a benchmark works with: the product on a new data directory.
 *
 * @param options the command line
 * @param product the product, running
 */
record Bench(Options options, Product product) {
  /** Writes the content of a generated file. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Returns a generated file, made unless an earlier go has left it. */
  Path file(String name, Content content) {
    Path file = options.work().resolve(name);
    if (Files.exists(file)) {
      return file;
    }
    Path draft = options.work().resolve(name + ".new");
    try {
      Files.createDirectories(options.work());
      try (OutputStream out = Files.newOutputStream(draft);
          OutputStream buffered = new BufferedOutputStream(out, 1 << 20)) {
        content.write(buffered);
      }
      return Files.move(draft, file);
    } catch (IOException e) {
      throw new Failure(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Returns a number in the size that was asked for. */
  int scaled(int full) {
    return (int) Math.max(1, (long) full * options.scale() / 100);
  }

  /** Runs a dataflow, lets the database settle, and returns how long the run took. */
  double seconds(String dataflow, long rows) {
    return seconds(dataflow, "FULL", rows);
  }

  /** The same, with the refresh named. */
  double seconds(String dataflow, String refresh, long rows) {
    Api.Run run = product.api().run(dataflow, refresh);
    if (run.rows() != rows) {
      throw new Failure(dataflow + " wrote " + run.rows() + " rows instead of " + rows);
    }
    product.database().settle();
    return run.seconds();
  }

  ServerMemory watchMemory(String name) {
    return ServerMemory.watch(
        product.server(), options.work().resolve(name + "-gc.log").toAbsolutePath());
  }

  static double megabytes(Path file) {
    try {
      return Files.size(file) / 1e6;
    } catch (IOException e) {
      throw new Failure(file + " cannot be read", e);
    }
  }
}
