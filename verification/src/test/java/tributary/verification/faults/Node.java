package tributary.verification.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process that takes runs. */
abstract class Node {
  private static final Duration START = Duration.ofMinutes(4);
  private static final int TRIES = 5;
  private static final long PAUSE = Duration.ofMillis(50).toNanos();

  private final String name;
  private final Path folder;
  private final Map<String, String> properties;
  private volatile Process process;
  private volatile boolean ready;

  Node(String name, Path folder, Map<String, String> properties) {
    this.name = name;
    this.folder = folder;
    this.properties = properties;
  }

  /** Starts the process. */
  final void begin() throws IOException {
    ready = false;
    prepare(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // a start counts here, not the speed after hours
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Duser.timezone=UTC", "-Djava.awt.headless=true"));
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(program(folder));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
            .start();
  }

  /** Clears away what a process before has left behind. */
  abstract void prepare(Path folder) throws IOException;

  /** Returns the rest of Java's command line. */
  abstract List<String> program(Path folder) throws IOException;

  /** Returns whether the process takes runs. */
  abstract boolean answers(Path folder) throws InterruptedException;

  /** Waits until it takes runs; begins again when the database was killed while it began. */
  final void awaitReady() throws IOException, InterruptedException {
    int tries = 0;
    long end = System.nanoTime() + START.toNanos();
    while (!ready) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(name + " did not start, see " + folder);
      }
      if (!process.isAlive()) {
        if (++tries > TRIES) {
          throw new IllegalStateException(name + " ends while it starts, see " + folder);
        }
        begin();
      }
      ready = answers(folder);
      if (!ready) {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  final long pid() {
    return process.pid();
  }

  /** Returns whether this is the process that a name in the queue stands for. */
  final boolean is(String pickedBy) {
    return pickedBy.endsWith("/" + process.pid());
  }

  final boolean ready() throws InterruptedException {
    ready = process.isAlive() && (ready || answers(folder));
    return ready;
  }

  final void kill() throws InterruptedException {
    ready = false;
    process.destroyForcibly();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException(name + " outlives SIGKILL");
    }
  }

  /** Sends a signal such as STOP or CONT. */
  final void signal(String signal) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("No signal " + signal);
    }
  }

  final void stop() throws InterruptedException {
    if (process != null) {
      kill();
    }
  }

  final boolean begun() {
    return process != null && process.isAlive();
  }

  final String name() {
    return name;
  }

  static void clear(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public String toString() {
    return name;
  }
}
