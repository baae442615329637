package tributary.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A long-running program of ours, whose output goes to a log of limited size. */
final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

  private final String name;
  private final Process process;
  private final Path log;
  private final LogRetention retention;
  private final ServerLog serverLog = new ServerLog();
  private final UnaryOperator<String> form;
  private final Thread pump;

  private ChildProcess(String name, Process process, Path log, UnaryOperator<String> form) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.form = form;
    this.retention = LogRetention.from(System.getenv());
    this.pump = new Thread(this::copyOutput, name + "-log");
  }

  static ChildProcess start(String name, ProcessBuilder builder, Path log) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      ChildProcess child =
          new ChildProcess(name, process, log, JsonLines.of(builder.environment()));
      child.pump.setDaemon(true);
      child.pump.start();
      return child;
    } catch (IOException failure) {
      throw new Problem(
          "The %s could not be started: %s.".formatted(name, failure.getMessage()), failure);
    }
  }

  private void copyOutput() {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        RotatingLog file = new RotatingLog(log, retention, Clock.systemUTC())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String plain = COLOUR.matcher(line).replaceAll("");
        serverLog.see(plain);
        file.line(form.apply(plain));
      }
    } catch (IOException failure) {
      System.err.println("The log " + log + " cannot be written: " + failure.getMessage());
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean running() {
    return process.isAlive();
  }

  /** Whether it still runs, but has already said that it will never do its work. */
  boolean failed() {
    return serverLog.deploymentFailed();
  }

  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Where to look, and the last thing that the program itself called severe. */
  String whereToLook() {
    Optional<String> severe = serverLog.message();
    return severe
        .map(message -> "Its last words: %s. See %s".formatted(message, log))
        .orElse("See " + log);
  }

  @Override
  public void close() throws IOException {
    // Unlike the process itself, its handle leaves the pipe open to the last line.
    process.toHandle().destroy();
    if (!Command.waitFor(process, GRACE)) {
      process.destroyForcibly();
      if (!Command.waitFor(process, GRACE)) {
        throw new IOException("The " + name + " does not end");
      }
    }
    try {
      pump.join(GRACE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
