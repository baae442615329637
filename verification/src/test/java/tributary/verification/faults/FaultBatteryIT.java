package tributary.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tributary.flow.RefreshKind;
import tributary.landing.Schemas;
import tributary.plugin.ConnectorCatalogue;
import tributary.tenant.Tenants;
import tributary.verification.browser.ReceivedSpan;
import tributary.verification.browser.TraceReceiver;
import tributary.verification.source.SourceFiles;
import tributary.verification.source.SourceServer;

/**
 * No row lost, none doubled, no run stuck, whatever is killed, cut off or slow. All but one of the
 * nodes are processes with the engine alone, which start in a fraction of the server's time; their
 * clocks are wrong, each in another way and all the time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultBatteryIT {
  private static final String WORKER_KILLS = "kills of a worker";
  private static final String PRODUCT_KILLS = "kills of the whole product";
  private static final int BYTES_PER_SECOND = 16_000;
  private static final int CANCELS = 6;
  private static final Duration CANCELLED_WITHIN = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String ACTIVE = "('QUEUED', 'RUNNING', 'PUBLISHING', 'WAITING')";

  private final Wishes wishes = Wishes.read();
  private final Random random = new Random(wishes.seed());
  private final Tally tally = new Tally();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private CrashingPostgres database;
  private SourceServer source;
  private TraceReceiver traces;
  private FaultyS3 proxy;
  private Nodes nodes;
  private Engine engine;
  private Client client;
  private Path folder;
  private SmallDisk disk;
  private Optional<SmallDisk> watched = Optional.empty();

  @BeforeAll
  void anInstallation() throws Exception {
    System.out.println("Fault battery: " + wishes);
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "faults");
    database = CrashingPostgres.start(folder);
    source = SourceServer.start();
    traces = TraceReceiver.start();
    watched = SmallDisk.mount(folder.resolve("watched"));
    proxy = FaultyS3.before(source.endpoint(), wishes.seed());
    nodes =
        new Nodes(wishes.nodes(), folder, database.url(), watched, Optional.of(traces.endpoint()));
    // the battery itself is a node that takes no runs
    engine = new Engine(nodes.properties(), Clock.systemUTC());
    engine.part(Schemas.class).migrate();
    engine.part(Tenants.class).ensure(Client.TENANT, "Alder House");
    assertThat(engine.part(ConnectorCatalogue.class).problems()).isEmpty();
    client = new Client(engine, database);
    nodes.begin();
    if (wishes.applicationKills() > 0) {
      // takes its time
      nodes.application().begin();
    }
  }

  @AfterEach
  void noMoreFaults() {
    proxy.harm(0);
    proxy.rate(Integer.MAX_VALUE);
  }

  @AfterAll
  void tell() throws Exception {
    proxy.done().forEach((fault, times) -> tally.add("requests to S3: " + fault, times.get()));
    System.out.println("Fault battery, " + wishes + ":\n" + tally);
    threads.shutdownNow();
    nodes.stop();
    engine.close();
    proxy.close();
    source.stop();
    traces.close();
    database.killAll();
    if (disk != null) {
      disk.close();
    }
    if (watched.isPresent()) {
      watched.get().close();
    }
  }

  private Flow objects(String name, RefreshKind refresh) {
    SourceFiles bucket = new SourceFiles(source.backDoor(), name.toLowerCase(Locale.ROOT));
    Origin origin = new ObjectFolder(bucket, proxy.endpoint(), random.nextLong());
    return flow(name, refresh, origin);
  }

  private ChangeLog changeLog(String name) {
    return new ChangeLog(folder.resolve(name + ".changes"), random.nextLong());
  }

  private Flow flow(String name, RefreshKind refresh, Origin origin) {
    return new Flow(name, refresh, origin, client, tally);
  }

  @Test
  @Order(1)
  void nodesShareRunsAndTheRunsOfAKilledOneMove() throws Exception {
    List<ChangeLog> logs = new ArrayList<>();
    List<Flow> flows = new ArrayList<>();
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ChangeLog log = changeLog("Shared" + i);
      log.halt();
      logs.add(log);
      flows.add(flow("Shared" + i, RefreshKind.FULL, log));
      runs.add(flows.get(i).start());
    }
    // none takes more than two
    await(
        "select count(distinct picked_by) > 1 and count(*) = 4 from tributary.scheduled_tasks"
            + " where task_name = 'run' and picked",
        "t");
    for (String run : runs) {
      awaitCheckpoint(run);
    }
    Node killed = holder(runs.get(random.nextInt(runs.size())));
    String moving =
        database.value(
            "select string_agg(quote_literal(task_instance), ',') from tributary.scheduled_tasks"
                + " where task_name = 'run' and picked_by like '%/"
                + killed.pid()
                + "'");
    killed.kill();
    tally.count(killed instanceof Worker ? WORKER_KILLS : PRODUCT_KILLS);
    await("select min(lease_token) > 1 from tributary.run where id in (" + moving + ")", "t");
    tally.add("runs that moved to another node", moving.split(",").length);
    logs.forEach(ChangeLog::goOn);
    for (int i = 0; i < flows.size(); i++) {
      flows.get(i).succeed(runs.get(i));
      requireNothingReadTwice(runs.get(i));
    }
    assertThat(
            database.value(
                "select count(*), count(distinct run_id) from tributary_landing.generation"
                    + " where state = 'KEPT'"))
        .as("what was published, and by how many runs")
        .isEqualTo(runs.size() + "|" + runs.size());
    killed.begin();
  }

  private void requireNothingReadTwice(String run) throws Exception {
    assertThat(
            database.value(
                "select rows_read = rows_written from tributary.table_run where run_id = '%s'"
                    .formatted(run)))
        .as("whether each row was counted once")
        .isEqualTo("t");
  }

  /** The machine may be busy with other things, so the quickest of a few counts. */
  @Test
  @Order(2)
  void aRunIsCancelledFromAnotherNodeWithinTwoSeconds() throws Exception {
    ChangeLog log = changeLog("Cancelled");
    Flow flow = flow("Cancelled", RefreshKind.INCREMENTAL, log);
    flow.run();
    flow.change();
    Duration quickest = LONG;
    for (int i = 0; i < CANCELS && quickest.compareTo(CANCELLED_WITHIN) > 0; i++) {
      log.halt();
      String run = flow.start();
      awaitCheckpoint(run);
      assertThat(holder(run)).as("the node that works, which is not this one").isNotNull();
      long wish = System.nanoTime();
      flow.cancel(run);
      Flow.End end = flow.await(run);
      Duration took = Duration.ofNanos(System.nanoTime() - wish);
      assertThat(end.status()).isEqualTo("CANCELLED");
      quickest = took.compareTo(quickest) < 0 ? took : quickest;
      flow.requireLastPublished();
      log.goOn();
    }
    tally.add("milliseconds until a run was cancelled from another node", quickest.toMillis());
    assertThat(quickest).isLessThanOrEqualTo(CANCELLED_WITHIN);
    flow.run();
  }

  @Test
  @Order(3)
  void aWorkerThatLostItsLeaseCannotWrite() throws Exception {
    ChangeLog log = changeLog("Fenced");
    Flow flow = flow("Fenced", RefreshKind.INCREMENTAL, log);
    flow.run();
    for (int pause = 0; pause < wishes.pauses(); pause++) {
      flow.change();
      log.halt();
      String run = flow.start();
      awaitCheckpoint(run);
      Node holder = holder(run);
      pause(1000);
      holder.signal("STOP");
      try {
        await("select lease_token > 1 from tributary.run where id = '" + run + "'", "t");
      } finally {
        holder.signal("CONT");
      }
      // two have it now
      log.goOn();
      flow.succeed(run);
      tally.count("workers paused beyond their lease");
    }
  }

  @Test
  @Order(8)
  void noEventThatWasAcknowledgedIsLostWhenItsWorkersAreKilled() throws Exception {
    ChangeLog log = changeLog("Told");
    Flow flow = flow("Told", RefreshKind.FULL, log);
    Vendor vendor = new Vendor("Told", log, engine, client);
    flow.run();
    for (int kill = 0; kill < 3; kill++) {
      vendor.changeAndTell();
      Worker worker = someReady();
      pause(1000);
      worker.kill();
      tally.count(WORKER_KILLS);
      worker.begin();
    }
    vendor.changeAndTell();
    await("select count(*) from tributary.webhook_delivery where state = 'RECEIVED'", "0");
    assertThat(vendor.view().processed())
        .as("events, of which none failed")
        .isEqualTo(vendor.told());
    flow.requirePresent();
    tally.add("events acknowledged while workers were killed", vendor.told());
  }

  @Test
  @Order(4)
  void eachRowLandsOnceWhateverBecomesOfAnswers() {
    proxy.rate(BYTES_PER_SECOND);
    Flow flow = objects("Harmed", RefreshKind.INCREMENTAL);
    S3Fault[] faults = S3Fault.values();
    for (int i = 0; i < faults.length; i += 2) {
      proxy.doNext(faults[i]);
      proxy.doNext(faults[i + 1]);
      flow.run();
      flow.change();
    }
    assertThat(proxy.done().values())
        .extracting(AtomicInteger::get)
        .as("how often each was done")
        .doesNotContain(0);
    assertThat(proxy.waits())
        .isNotEmpty()
        .allSatisfy(wait -> assertThat(wait).isGreaterThanOrEqualTo(FaultyS3.RETRY_AFTER));
    flow.rollBack();
    flow.rollBack();
  }

  @Test
  @Order(5)
  void aFullDiskFailsTheRunWithThatReason() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("small"));
    tally.add("full disks", mounted.isPresent() ? 1 : 0);
    assumeTrue(mounted.isPresent(), "Nobody but an administrator may mount a file system here");
    Flow flow = objects("Full", RefreshKind.FULL);
    flow.run();
    disk = mounted.get();
    try {
      database.value("create tablespace small location '%s'".formatted(disk.tables()));
      tablesIn("small");
      disk.fill();
      flow.change();
      Flow.End failed = flow.await(flow.start());
      assertThat(failed.status()).isEqualTo("FAILED");
      assertThat(failed.description())
          .isEqualTo(
              "FullVisit: PostgreSQL's disk is full. Make room on it, then run the dataflow again.");
      flow.requireLastPublished();
      disk.makeRoom();
      flow.run();
      tablesIn("");
      flow.run();
    } finally {
      tablesIn("");
    }
  }

  /** Each node looks at the disk every few seconds, so a run may still begin just after. */
  @Test
  @Order(9)
  void runsWaitWhileTheDiskIsFilledBeyondItsWatermark() throws Exception {
    tally.add("disks filled beyond the watermark", watched.isPresent() ? 1 : 0);
    assumeTrue(watched.isPresent(), "Nobody but an administrator may mount a file system here");
    Flow flow = flow("Waiting", RefreshKind.FULL, changeLog("Waiting"));
    flow.run();
    watched.get().fill();
    flow.change();
    String run = flow.start();
    while (!waitsForTheDisk(run)) {
      flow.succeed(run);
      flow.change();
      run = flow.start();
    }
    flow.requireLastPublished();
    watched.get().makeRoom();
    flow.succeed(run);
  }

  /** Waits until a run waits for the disk or has ended; returns which. */
  private boolean waitsForTheDisk(String run) throws Exception {
    String waits =
        "description like 'Waits for disk space: % free, 1 MB are kept free. It begins by itself%'";
    String of = " from tributary.run where id = '" + run + "'";
    await("select ended_at is not null or status = 'QUEUED' and " + waits + of, "t");
    return client.value("select ended_at is null" + of).equals("t");
  }

  private void tablesIn(String tablespace) throws Exception {
    database.value("alter system set default_tablespace = '%s'".formatted(tablespace));
    database.value("select pg_reload_conf()");
  }

  @Test
  @Order(6)
  void metricsAndTracesTellOfMergesRetriesAndTakeovers() throws Exception {
    assumeTrue(wishes.applicationKills() > 0, "The whole product does not take part");
    ChangeLog log = changeLog("Watched");
    Flow flow = flow("Watched", RefreshKind.FULL, log);
    flow.run();
    flow.change();
    log.halt();
    // no other node may take the run before the one that dies has it
    if (nodes.application().begun()) {
      nodes.application().kill();
    }
    String moved = flow.start();
    awaitCheckpoint(moved);
    nodes.application().begin();
    nodes.application().awaitReady();
    for (Worker worker : nodes.workers()) {
      worker.kill();
      tally.count(WORKER_KILLS);
    }
    await("select lease_token > 1 from tributary.run where id = '" + moved + "'", "t");
    log.goOn();
    flow.succeed(moved);

    Flow objects = objects("WatchedObjects", RefreshKind.INCREMENTAL);
    objects.run();
    objects.change();
    proxy.doNext(S3Fault.TOO_MANY);
    proxy.doNext(S3Fault.TOO_MANY);
    proxy.doNext(S3Fault.TOO_MANY);
    String merged = objects.start();
    objects.succeed(merged);
    nodes.begin();

    Application product = nodes.application();
    assertThat(product.metric("tributary_runs_taken_over_total", "connector=")).isPositive();
    assertThat(product.metric("tributary_retries_total", "kind=")).isPositive();
    assertThat(product.metric("tributary_step_duration_seconds_count", "step=\"merge\""))
        .isPositive();
    awaitSpans(moved, span -> "true".equals(span.attributes().get("tributary.taken_over")));
    awaitSpans(merged, span -> span.name().equals("merge"));
    awaitSpans(merged, span -> span.events().contains("retry"));
  }

  /** Spans are sent a moment after they end. */
  private void awaitSpans(String run, Predicate<ReceivedSpan> wanted) {
    long end = System.nanoTime() + LONG.toNanos();
    while (traces.spans().stream()
        .filter(span -> run.equals(span.attributes().get("tributary.run")))
        .noneMatch(wanted)) {
      assertThat(System.nanoTime()).as("spans of the run %s", run).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  @Order(7)
  void theWholeProductMayBeKilledAndItsRunGoesOnFromItsCheckpoints() throws Exception {
    ChangeLog log = changeLog("Application");
    Flow flow = flow("Application", RefreshKind.FULL, log);
    flow.run();
    for (int kill = 0; kill < wishes.applicationKills(); kill++) {
      if (!nodes.application().begun()) {
        nodes.application().begin();
      }
      nodes.application().awaitReady();
      for (Worker worker : nodes.workers()) {
        worker.kill();
        tally.count(WORKER_KILLS);
      }
      flow.change();
      log.halt();
      String run = flow.start();
      awaitCheckpoint(run);
      assertThat(holder(run)).isSameAs(nodes.application());
      nodes.application().kill();
      tally.count(PRODUCT_KILLS);
      nodes.begin();
      log.goOn();
      flow.succeed(run);
      requireNothingReadTwice(run);
    }
  }

  @Test
  @Order(8)
  void eachRowLandsOnceWhateverIsKilled() throws Exception {
    proxy.rate(BYTES_PER_SECOND);
    List<Flow> flows =
        List.of(
            objects("KilledFull", RefreshKind.FULL),
            objects("KilledLedger", RefreshKind.INCREMENTAL),
            flow("KilledLog", RefreshKind.FULL, changeLog("KilledLog")),
            flow("KilledCursor", RefreshKind.INCREMENTAL, changeLog("KilledCursor")));
    proxy.harm(5);
    AtomicBoolean enough = new AtomicBoolean();
    List<Future<?>> running = new ArrayList<>();
    for (Flow flow : flows) {
      running.add(threads.submit(() -> untilEnough(flow, enough)));
    }
    try {
      kill(running);
    } finally {
      enough.set(true);
    }
    for (Future<?> flow : running) {
      flow.get();
    }
    await("select count(*) from tributary.run where status in " + ACTIVE, "0");
    await("select count(*) from tributary.scheduled_tasks where task_name = 'run'", "0");
  }

  private static void untilEnough(Flow flow, AtomicBoolean enough) {
    for (int round = 1; !enough.get(); round++) {
      flow.run();
      if (round % 3 == 0) {
        flow.rollBack();
      }
      flow.change();
    }
    flow.run();
    flow.rollBack();
  }

  private void kill(List<Future<?>> running) throws Exception {
    int left = (int) (wishes.workerKills() - tally.of(WORKER_KILLS));
    int every = Math.max(1, left / Math.max(1, wishes.databaseKills()));
    int crashes = 0;
    for (int kills = 1; kills <= left; kills++) {
      Worker worker = someReady();
      pause(1000);
      tally.add(
          "runs under way when a worker was killed",
          Long.parseLong(
              client.value(
                  "select count(*) from tributary.run where status in ('RUNNING', 'PUBLISHING')")));
      worker.kill();
      tally.count(WORKER_KILLS);
      worker.begin();
      if (kills % every == 0 && crashes < wishes.databaseKills()) {
        pause(1500);
        database.crash();
        tally.count("kills of PostgreSQL");
        crashes++;
      }
      for (Future<?> flow : running) {
        if (flow.isDone()) {
          flow.get();
        }
      }
    }
    nodes.awaitWorkers();
  }

  /** Some worker must be left to get on. */
  private Worker someReady() throws Exception {
    List<Worker> ready = new ArrayList<>();
    for (Worker worker : nodes.workers()) {
      if (worker.ready()) {
        ready.add(worker);
      }
    }
    for (Worker worker : nodes.workers()) {
      if (ready.size() < Math.min(2, nodes.workers().size()) && !ready.contains(worker)) {
        worker.awaitReady();
        ready.add(worker);
      }
    }
    return ready.get(random.nextInt(ready.size()));
  }

  private void pause(int atMostMillis) {
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(atMostMillis)).toNanos());
  }

  /** Returns the node that works on a run. */
  private Node holder(String run) throws Exception {
    return nodes.named(
        database.value(
            "select picked_by from tributary.scheduled_tasks where task_instance = '%s'"
                .formatted(run)));
  }

  private void awaitCheckpoint(String run) throws Exception {
    await(
        """
        select coalesce(sum(s.batches), 0) > 0 from tributary_landing.split s
          join tributary_landing.generation g on g.id = s.generation_id where g.run_id = '%s'
        """
            .formatted(run),
        "t");
  }

  private void await(String question, String answer) throws Exception {
    long end = System.nanoTime() + LONG.toNanos();
    while (!database.value(question).equals(answer)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "Not %s within %s: %s; %s".formatted(answer, LONG, question, activity()));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** What the database is busy with: statements have no values in them. */
  private String activity() throws Exception {
    return database.value(
        "select pid, pg_blocking_pids(pid), now() - xact_start, state, wait_event, left(query, 80)"
            + " from pg_stat_activity where xact_start is not null and pid <> pg_backend_pid()");
  }
}
