package tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the application's process takes, as its collector and the operating system tell. */
final class ServerMemory {
  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

  private final ProcessHandle server;
  private final Path log;

  private ServerMemory(ProcessHandle server, Path log) {
    this.server = server;
    this.log = log;
  }

  /** Lets the collector write down what it does from now on. */
  static ServerMemory watch(ProcessHandle server, Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new Failure(log + " cannot be written", e);
    }
    Command.run(
        Map.of(),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(server.pid()),
            "VM.log",
            "output=" + log,
            "what=gc=info"));
    return new ServerMemory(server, log);
  }

  /**
   * The heap at its fullest.
   *
   * @param used before a collection, in MiB
   * @param live what a collection left, in MiB
   * @param collections how many there were
   */
  record Heap(int used, int live, int collections) {}

  Heap heap() {
    int used = 0;
    int live = 0;
    int collections = 0;
    for (String line : lines(log)) {
      Matcher collection = COLLECTION.matcher(line);
      if (collection.find()) {
        used = Math.max(used, Integer.parseInt(collection.group(1)));
        live = Math.max(live, Integer.parseInt(collection.group(2)));
        collections++;
      }
    }
    return new Heap(used, live, collections);
  }

  /** The most memory that the process ever held, in MiB; 0 where the system does not tell. */
  long residentPeak() {
    Path status = Path.of("/proc", Long.toString(server.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return lines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(0);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new Failure(file + " cannot be read", e);
    }
  }
}
