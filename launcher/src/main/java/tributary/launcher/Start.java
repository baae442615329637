package tributary.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One start of everything, in order, and its end in the opposite order. */
final class Start {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Options options;
  private final Installation installation;
  private final Map<String, String> environment;
  private final Secrets secrets = new Secrets();
  private final Started started = new Started();
  private volatile boolean stopping;
  private volatile boolean failed;

  Start(Options options, Installation installation, Map<String, String> environment) {
    this.options = options;
    this.installation = installation;
    this.environment = environment;
  }

  /** Returns only after everything has ended. */
  void run() throws InterruptedException {
    try {
      startAll();
    } catch (Problem problem) {
      failed = true;
      throw problem;
    }
  }

  private void startAll() throws InterruptedException {
    LogRetention.from(environment);
    Path plugins = installation.plugins(options.plugins());
    int port = Ports.requireFree(options.port());
    DataDirectory data = started.add("data directory", DataDirectory.open(options.data()));
    Optional<DatabaseAccess> existing = ExistingDatabase.from(environment);
    FirstSignIn.Account account =
        FirstSignIn.keptIn(data.firstSignIn(), options.sandbox(), secrets)
            .account(options.sandbox());

    Guard guard;
    DatabaseAccess database;
    if (existing.isPresent()) {
      guard = started.add("guard", Guard.watch(List.of()));
      database = existing.get();
    } else {
      say("Starting the database …");
      RunAs.requirePossible();
      PostgresBinaries binaries =
          PostgresBinaries.unpack(installation.postgres(), data.root().resolve("postgres-bin"));
      guard = started.add("guard", Guard.watch(Postgres.stopCommand(binaries, data.postgres())));
      EmbeddedDatabase.Passwords passwords =
          EmbeddedDatabase.Passwords.keptIn(data.databaseAccess(), secrets);
      Postgres postgres =
          started.add(
              "database",
              Postgres.start(binaries, data.postgres(), data.logs(), passwords.superuser()));
      database = EmbeddedDatabase.prepare(postgres, passwords);
    }

    Optional<Sandbox> sandbox = Optional.empty();
    if (options.sandbox()) {
      say("Starting the sandbox …");
      sandbox = Optional.of(started.add("sandbox", Sandbox.start(installation, data, guard)));
    }

    say("Starting the application …");
    Server.Configuration configuration =
        new Server.Configuration(
            port,
            plugins,
            database,
            sandbox.map(running -> data.sandboxAccess()),
            existing.isPresent() ? Optional.empty() : Optional.of(data.postgres()),
            existing.isEmpty() || options.sandbox());
    ChildProcess server = started.add("server", Server.start(installation, data, configuration));
    guard.add(server.handle());
    Health health = new Health(port);
    if (!health.awaitReady(server, LIMIT)) {
      throw new Problem(whyNotReady(server) + server.whereToLook());
    }
    Ready ready =
        new Ready(
            "http://localhost:" + port,
            account.user(),
            account.password(),
            account.token(),
            account.tenant(),
            ProcessHandle.current().pid(),
            database,
            sandbox.map(Sandbox::access).orElse(null));
    announce(ready, health.knows(account.token()));
    int exitCode = server.awaitEnd();
    if (!stopping) {
      throw new Problem(
          "The application ended by itself (exit code %d). ".formatted(exitCode)
              + server.whereToLook());
    }
  }

  private static String whyNotReady(ChildProcess server) {
    if (!server.running()) {
      return "The application ended while it was starting. ";
    }
    return server.failed()
        ? "The application could not be started in the server. "
        : "The application was not ready within %d minutes. ".formatted(LIMIT.toMinutes());
  }

  private void announce(Ready ready, boolean accountKnown) {
    options
        .readyFile()
        .ifPresent(
            file -> {
              Json.write(file, ready);
              started.add("ready file", () -> delete(file));
            });
    System.out.print(Announcement.of(ready, accountKnown));
    System.out.flush();
  }

  private static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** Stops everything that runs; what is being started meanwhile is stopped as it arrives. */
  void stop() {
    // After a failure its one line is all there is to say.
    boolean tell = !failed && !started.isEmpty();
    stopping = true;
    if (tell) {
      say("Stopping …");
    }
    started.stop();
    if (tell) {
      say("Stopped.");
    }
  }

  boolean isStopping() {
    return stopping;
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
