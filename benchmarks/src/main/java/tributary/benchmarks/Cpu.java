package tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time. */
final class Cpu {
  private static final long TICKS_PER_SECOND = 100;

  private Cpu() {}

  static Duration of(ProcessHandle process) {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new Failure("The system does not tell processor time"));
  }

  /** Returns the seconds of this process, a vendor's server, the application and PostgreSQL. */
  static double[] secondsOfEach(Bench bench, ProcessHandle server) {
    return Stream.of(
            of(ProcessHandle.current()),
            of(server),
            of(bench.product().server()),
            ofAll(bench.product().postgres()))
        .mapToDouble(time -> time.toMillis() / 1e3)
        .toArray();
  }

  /**
   * Returns the time of a process and of all that it started, also of those that have ended; zero
   * where the system does not tell.
   */
  static Duration ofAll(ProcessHandle process) {
    long ticks = ticks(process);
    for (ProcessHandle child : process.descendants().toList()) {
      ticks += ticks(child);
    }
    return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
  }

  private static long ticks(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      String text = Files.readString(file);
      String[] words = text.substring(text.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int word = 11; word <= 14; word++) {
        ticks += Long.parseLong(words[word]);
      }
      return ticks;
    } catch (IOException gone) {
      return 0;
    }
  }
}
