package tributary.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The embedded PostgreSQL: a cluster inside the data directory, reachable on the loopback address
 * only, with a password for every user.
 */
final class Postgres implements AutoCloseable {
  static final String SUPERUSER = "postgres";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final PostgresBinaries binaries;
  private final Path cluster;
  private final int port;

  private Postgres(PostgresBinaries binaries, Path cluster, int port) {
    this.binaries = binaries;
    this.cluster = cluster;
    this.port = port;
  }

  /**
   * Starts the cluster, making it first if there is none. A server that a killed Tributary left
   * behind on the same cluster is stopped in good order first. The caller holds the data directory,
   * so nobody else can be using it.
   */
  static Postgres start(PostgresBinaries binaries, Path cluster, Path logs, String password) {
    Postgres postgres = new Postgres(binaries, cluster, Ports.loopback(0));
    try {
      if (Files.notExists(cluster)) {
        postgres.create(password);
      }
      postgres.stop();
      List<String> command = new ArrayList<>(binaries.program("pg_ctl"));
      command.addAll(List.of("start", "-w", "-s", "-t", "240", "-D", cluster.toString()));
      command.addAll(List.of("-l", logs.resolve("postgres-start.log").toString()));
      command.addAll(List.of("-o", PostgresSettings.of(postgres.port, logs).asOptions()));
      Command.Result result = Command.run(LIMIT, command);
      if (!result.succeeded()) {
        throw new Problem(
            "The embedded PostgreSQL did not start. See %s and the other files beside it."
                .formatted(logs.resolve("postgres-start.log")));
      }
      return postgres;
    } catch (IOException failure) {
      throw new Problem(
          "The embedded PostgreSQL did not start: %s.".formatted(failure.getMessage()), failure);
    }
  }

  /** Made beside its final place and moved there whole, so that a kill leaves no half cluster. */
  private void create(String password) throws IOException {
    Path draft = cluster.resolveSibling(cluster.getFileName() + ".new");
    PostgresBinaries.delete(draft);
    Path passwordFile = cluster.resolveSibling("postgres-password.new");
    OwnerOnly.write(passwordFile, password.getBytes(StandardCharsets.UTF_8));
    try {
      List<String> command = new ArrayList<>(binaries.program("initdb"));
      command.addAll(List.of("-D", draft.toString(), "-U", SUPERUSER));
      command.addAll(List.of("-A", "scram-sha-256", "--pwfile", passwordFile.toString()));
      command.addAll(List.of("-E", "UTF8", "--locale=C"));
      command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
      Command.Result result = Command.run(LIMIT, command);
      if (!result.succeeded()) {
        String last = result.output().strip().lines().reduce((a, b) -> b).orElse("no reason given");
        throw new Problem("The database could not be created in %s: %s".formatted(cluster, last));
      }
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  DatabaseAccess access(String database, String user, String password) {
    return new DatabaseAccess(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), user, password);
  }

  /** The command that stops the server of a cluster, for whoever outlives this process. */
  static List<String> stopCommand(PostgresBinaries binaries, Path cluster) {
    List<String> command = new ArrayList<>(binaries.program("pg_ctl"));
    command.addAll(List.of("stop", "-s", "-w", "-m", "fast", "-D", cluster.toString()));
    return command;
  }

  private boolean running() throws IOException {
    List<String> command = new ArrayList<>(binaries.program("pg_ctl"));
    command.addAll(List.of("status", "-D", cluster.toString()));
    return Command.run(LIMIT, command).succeeded();
  }

  private void stop() throws IOException {
    if (!running()) {
      return;
    }
    Command.Result result = Command.run(LIMIT, stopCommand(binaries, cluster));
    if (!result.succeeded() && running()) {
      throw new IOException("PostgreSQL does not stop: " + result.output().strip());
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
