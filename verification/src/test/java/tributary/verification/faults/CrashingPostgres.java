package tributary.verification.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A PostgreSQL all of whose processes are killed at once, and started again on the same files. */
final class CrashingPostgres {
  private static final String USER = "postgres";
  private static final Duration RECOVERY = Duration.ofMinutes(2);

  private final int port;
  private final List<String> command;
  private ProcessHandle postmaster;

  private CrashingPostgres(int port, List<String> command, ProcessHandle postmaster) {
    this.port = port;
    this.command = command;
    this.postmaster = postmaster;
  }

  static CrashingPostgres start(Path folder) throws IOException {
    Path cluster = folder.resolve("postgres");
    int port = freePort();
    EmbeddedPostgres.builder()
        .setDataDirectory(cluster)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setServerConfig("max_connections", "200")
        .setServerConfig("synchronous_commit", "on")
        .start();
    long pid = Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to run as root; in a namespace of its own it is nobody
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(postmaster.info().command().orElseThrow());
    command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
    CrashingPostgres postgres = new CrashingPostgres(port, command, postmaster);
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::killAll));
    return postgres;
  }

  /** Finds a port that no outgoing connection is given while the server is down. */
  static int freePort() throws IOException {
    for (int tries = 0; ; tries++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        if (tries == 50) {
          throw taken;
        }
      }
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Kills all of its processes, and starts it again on the same files. */
  void crash() throws IOException, SQLException {
    killAll();
    postmaster =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .toHandle();
    long end = System.nanoTime() + RECOVERY.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("PostgreSQL does not come back");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private boolean answers() {
    try {
      return value("select 1").equals("1");
    } catch (SQLException e) {
      return false;
    }
  }

  /** Ends it, with whatever is under way. */
  void killAll() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  /** Runs a statement; returns the values of its rows, joined by bars. */
  String value(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), USER, USER);
        Statement statement = connection.createStatement()) {
      StringBuilder values = new StringBuilder();
      ResultSet row = statement.execute(sql) ? statement.getResultSet() : null;
      while (row != null && row.next()) {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.append(values.isEmpty() ? "" : "|").append(row.getString(i));
        }
      }
      return values.toString();
    }
  }
}
