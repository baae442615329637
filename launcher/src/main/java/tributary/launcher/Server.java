package tributary.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The application server with the application in it, as a process of its own. */
final class Server {
  private static final String DEFAULT_HEAP = "256m";

  private Server() {}

  /**
   * What the server is told.
   *
   * @param sandboxFile how to reach the sandbox, when there is one
   * @param databaseDisk a directory on the disk that holds the database, where that is ours
   * @param privateAddresses whether connectors may reach private addresses by default
   */
  record Configuration(
      int port,
      Path plugins,
      DatabaseAccess database,
      Optional<Path> sandboxFile,
      Optional<Path> databaseDisk,
      boolean privateAddresses) {}

  static ChildProcess start(
      Installation installation, DataDirectory data, Configuration configuration) {
    ProcessBuilder builder = new ProcessBuilder(command(installation, data, configuration));
    Map<String, String> environment = builder.environment();
    environment.remove(ExistingDatabase.URL);
    environment.remove(ExistingDatabase.USER);
    // The environment of a process is its owner's to read; its command line is everybody's.
    environment.put(ExistingDatabase.PASSWORD, configuration.database().password());
    return ChildProcess.start(
        "server", builder.directory(data.root().toFile()), data.logs().resolve("server.log"));
  }

  private static List<String> command(
      Installation installation, DataDirectory data, Configuration configuration) {
    List<String> command = new ArrayList<>();
    command.add(JavaCommand.path());
    command.add("-Xmx" + System.getenv().getOrDefault("TRIBUTARY_HEAP", DEFAULT_HEAP));
    command.add("-XX:+ExitOnOutOfMemoryError");
    // the server itself fills half of a small heap for good: left to itself, the collector then
    // marks without end what an import's short-lived rows have nothing to do with
    command.addAll(List.of("-XX:-G1UseAdaptiveIHOP", "-XX:InitiatingHeapOccupancyPercent=75"));
    command.add("-Djava.awt.headless=true");
    command.add("-Duser.timezone=UTC");
    command.add("-Dfile.encoding=UTF-8");
    property(command, "tributary.db.url", configuration.database().url());
    property(command, "tributary.db.user", configuration.database().user());
    property(command, "tributary.plugins.dir", configuration.plugins());
    property(command, "tributary.data.dir", data.application());
    property(command, "tributary.logs.dir", data.logs());
    configuration
        .databaseDisk()
        .filter(directory -> !System.getenv().containsKey("TRIBUTARY_DISK_PATH"))
        .ifPresent(directory -> property(command, "tributary.disk.path", directory));
    property(command, "tributary.bootstrap.file", data.firstSignIn());
    property(command, "tributary.parent-pid", ProcessHandle.current().pid());
    configuration
        .sandboxFile()
        .ifPresent(file -> property(command, "tributary.sandbox.file", file));
    if (configuration.privateAddresses()
        && !System.getenv().containsKey("TRIBUTARY_EGRESS_PRIVATE_ADDRESSES")) {
      property(command, "tributary.egress.private-addresses", "allow");
    }
    command.addAll(List.of("-jar", installation.payara().toString()));
    command.addAll(List.of("--nohazelcast", "--disablephonehome"));
    command.addAll(List.of("--port", Integer.toString(configuration.port())));
    command.addAll(List.of("--rootdir", data.emptyServer().toString()));
    command.addAll(List.of("--contextroot", "/"));
    command.addAll(List.of("--deploy", installation.war().toString()));
    return command;
  }

  private static void property(List<String> command, String key, Object value) {
    command.add("-D" + key + "=" + value);
  }
}
