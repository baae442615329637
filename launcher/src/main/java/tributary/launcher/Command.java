package tributary.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short program to its end. */
final class Command {
  private Command() {}

  /**
   * What became of a program.
   *
   * @param exitCode its own; 0 is success
   * @param output what it printed
   */
  record Result(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  /** The output goes through a file, because a program may leave a child that keeps a pipe open. */
  static Result run(Duration limit, List<String> words) throws IOException {
    Path output = Files.createTempFile("tributary", ".out");
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(nothing()))
              .redirectOutput(output.toFile())
              .start();
      if (!waitFor(process, limit)) {
        process.destroyForcibly();
        throw new IOException(words + " did not end within " + limit.toSeconds() + " seconds");
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  static boolean succeeds(String... words) {
    try {
      return run(Duration.ofSeconds(10), List.of(words)).succeeded();
    } catch (IOException notThere) {
      return false;
    }
  }

  static boolean waitFor(Process process, Duration limit) throws IOException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a program", interrupted);
    }
  }

  private static java.io.File nothing() {
    return new java.io.File(Files.exists(Path.of("/dev/null")) ? "/dev/null" : "NUL");
  }
}
