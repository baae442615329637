package tributary.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What figures depend on, without the names of machine and paths. */
final class Machine {
  private Machine() {}

  static String description(Database database) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return Figures.text(
        "%s, %d cores, %.0f GiB memory, %s %s, JDK %s, PostgreSQL %s",
        processor(),
        system.getAvailableProcessors(),
        system.getTotalMemorySize() / (double) (1L << 30),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.version().feature(),
        database.text("show server_version"));
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return "processor not told";
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("processor not told");
    } catch (IOException e) {
      throw new Failure(file + " cannot be read", e);
    }
  }

  /** How many threads wanted a core in the last minute; negative where not told. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
