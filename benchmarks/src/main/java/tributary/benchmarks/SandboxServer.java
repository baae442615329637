package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the sandbox's servers in a process of its own, which prints how to reach it. */
final class SandboxServer implements AutoCloseable {
  private final Process process;
  private final JsonNode access;

  private SandboxServer(Process process, JsonNode access) {
    this.process = process;
    this.access = access;
  }

  /**
   * Starts it.
   *
   * @param main the class of the sandbox that serves
   */
  static SandboxServer start(Bench bench, String main, List<String> arguments) {
    Path work = bench.options().work();
    Path log = work.resolve(main.substring(main.lastIndexOf('.') + 1) + ".log");
    Path sandbox = bench.options().root().resolve("launcher/target/app/tributary-sandbox.jar");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx512m", "-cp", sandbox.toString(), main));
    words.addAll(arguments);
    try {
      Files.createDirectories(work);
      Process process = new ProcessBuilder(words).redirectError(log.toFile()).start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String line = output.readLine();
      if (line == null) {
        throw new Failure(main + " did not start:\n" + Files.readString(log));
      }
      return new SandboxServer(process, new ObjectMapper().readTree(line));
    } catch (IOException e) {
      throw new Failure(main + " could not be started: " + e.getMessage(), e);
    }
  }

  /** Returns a field of how to reach it. */
  String access(String field) {
    return access.path(field).asText();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    Command.end(process);
  }
}
