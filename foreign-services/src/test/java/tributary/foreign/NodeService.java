package tributary.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A service that is published for Node.js, in a process of its own. */
final class NodeService implements AutoCloseable {
  private static final String LISTENING = "listening on ";
  private static final long MOST_SECONDS = 300;

  private final Process process;
  private final List<String> said;

  private NodeService(Process process, List<String> said) {
    this.process = process;
    this.said = said;
  }

  /**
   * Installs the packages where they are not yet, and starts a script of {@code npm/}.
   *
   * @param environment what the script reads
   */
  static NodeService start(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path folder = installed();
    Path log = folder.resolve(script + ".log");
    ProcessBuilder builder =
        new ProcessBuilder("node", script).directory(folder.toFile()).redirectError(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      return new NodeService(process, said(process, log));
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The packages are those of the lock file; they are fetched again when it changes. */
  private static Path installed() throws IOException, InterruptedException {
    Path from = Path.of(System.getProperty("foreign.npm"));
    Path to = Files.createDirectories(Path.of(System.getProperty("foreign.installed")));
    Path lock = to.resolve("package-lock.json");
    Path done = to.resolve("installed.json");
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (Files.exists(done) && Files.mismatch(lock, done) < 0) {
      return to;
    }
    Path log = to.resolve("npm.log");
    Process npm =
        new ProcessBuilder(
                "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=5")
            .directory(to.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      npm.destroyForcibly();
      throw new IOException("npm ci does not end; it says: " + Files.readString(log));
    }
    if (npm.exitValue() != 0) {
      throw new IOException("npm ci failed: " + Files.readString(log));
    }
    Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
    return to;
  }

  /** Returns the lines up to the one that tells the port. */
  private static List<String> said(Process process, Path log)
      throws IOException, InterruptedException {
    CompletableFuture<List<String>> lines =
        CompletableFuture.supplyAsync(
            () -> {
              List<String> said = new ArrayList<>();
              BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
              out.lines().peek(said::add).anyMatch(one -> one.startsWith(LISTENING));
              return said;
            });
    try {
      List<String> said = lines.get(MOST_SECONDS, TimeUnit.SECONDS);
      if (said.stream().noneMatch(one -> one.startsWith(LISTENING))) {
        throw new IOException("The service ended before it listened: " + Files.readString(log));
      }
      return said;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The service does not listen: " + Files.readString(log), e);
    }
  }

  /** Returns what stands behind these words in what the service said. */
  String told(String words) {
    return said.stream()
        .filter(line -> line.startsWith(words))
        .map(line -> line.substring(words.length()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the root of its OData. */
  URI root() {
    return URI.create("http://127.0.0.1:" + told(LISTENING) + "/odata/");
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
