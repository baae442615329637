package tributary.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import tributary.landing.Schemas;
import tributary.tenant.Tenants;
import tributary.verification.source.PccVendor;

/** The whole product, which a test may kill, beside PointClickCare's stand-in. */
final class PccInstallation {
  private static final Duration LONG = Duration.ofMinutes(4);

  final CrashingPostgres database;
  final PccVendor pcc;
  private final Nodes nodes;
  private final Engine engine;
  private final Client client;

  private PccInstallation(Path folder, int patients) throws Exception {
    database = CrashingPostgres.start(folder);
    pcc = PccVendor.start(folder.resolve("pcc"), 2, patients);
    nodes = new Nodes(0, folder, database.url(), Optional.empty(), Optional.empty());
    // the test itself is a node that takes no runs
    engine = new Engine(nodes.properties(), Clock.systemUTC());
    engine.part(Schemas.class).migrate();
    engine.part(Tenants.class).ensure(Client.TENANT, "Alder House");
    client = new Client(engine, database);
  }

  static PccInstallation start(int patients) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pcc-kill");
    PccInstallation started = new PccInstallation(folder, patients);
    try {
      started.begin();
    } catch (Exception | AssertionError e) {
      started.stop();
      throw e;
    }
    return started;
  }

  Application application() {
    return nodes.application();
  }

  /** Starts the application, for the first time or after it was killed. */
  void begin() throws Exception {
    application().begin();
    application().awaitReady();
  }

  /** Starts a run of a dataflow. */
  String start(String dataflow) throws Exception {
    return client.start(dataflow);
  }

  /** Waits until no event waits and no run is under way. */
  void awaitQuiet() throws Exception {
    await(
        """
        select not exists (select from tributary.webhook_change)
          and not exists (select from tributary.run where ended_at is null)
        """,
        "t");
  }

  /** Makes a dataflow over the vendor; the entities are called as the tables, after it. */
  void create(String name, String... tables) throws Exception {
    assertThat(application().post("/api/v1/dataflows", pcc.dataflow(name, tables))).isEqualTo(201);
  }

  /** Returns an entity's rows, a line each. */
  List<String> rows(String entity, String... columns) throws SQLException {
    List<String> texts =
        Arrays.stream(columns).map(column -> "coalesce(" + column + "::text, '')").toList();
    return database
        .value(
            "select string_agg(%s, e'\\n') from alder.%s"
                .formatted(String.join(" || ' ' || ", texts), entity))
        .lines()
        .toList();
  }

  /** Waits until a run has ended, with success. */
  void awaitSuccess(String run) throws Exception {
    await(
        "select status from tributary.run where ended_at is not null and id = '" + run + "'",
        "SUCCEEDED");
  }

  /** Waits until the database answers so. */
  void await(String question, String answer) throws Exception {
    await(question + " is " + answer, () -> database.value(question).equals(answer));
  }

  /** Waits until it is so. */
  void await(String what, Callable<Boolean> so) throws Exception {
    long end = System.nanoTime() + LONG.toNanos();
    while (!so.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  void stop() throws Exception {
    nodes.stop();
    engine.close();
    pcc.close();
    database.killAll();
  }
}
