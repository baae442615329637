package tributary.run.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowView;
import tributary.landing.Landing;
import tributary.landing.Landing.Progress;
import tributary.landing.LandingException;
import tributary.landing.PublishPolicy;
import tributary.run.ChangedKeys;
import tributary.run.RunKind;
import tributary.run.RunStatus;
import tributary.spi.Source;
import tributary.telemetry.RunFacts;
import tributary.telemetry.Step;
import tributary.telemetry.Telemetry;

/**
 * Carries out runs, each on the thread that calls it. Whatever stops it, another worker goes on
 * from the checkpoints. Plain Java; thread-safe.
 */
public final class RunWorker {
  private static final System.Logger LOG = System.getLogger(RunWorker.class.getName());

  /** How long threads that were interrupted may take before the run's end is noted all the same. */
  private static final long QUIET_MILLIS = 700;

  private static final long CLOSE_MILLIS = 10_000;

  /** How often a run may be begun again with nothing new to go on from. */
  private static final int FRUITLESS_TAKES = 3;

  private static final String CANCELLED = "Cancelled. The entities are as they were.";

  private final RunJournal journal;
  private final DataflowRuns dataflows;
  private final KeptConnectors connectors;
  private final Landing landing;
  private final ChangedKeys changes;
  private final WorkerSettings settings;
  private final ThreadFactory threads;
  private final Clock clock;
  private final Telemetry telemetry;

  public RunWorker(
      RunJournal journal,
      DataflowRuns dataflows,
      KeptConnectors connectors,
      Landing landing,
      ChangedKeys changes,
      WorkerSettings settings,
      ThreadFactory threads,
      Clock clock,
      Telemetry telemetry) {
    this.journal = journal;
    this.dataflows = dataflows;
    this.connectors = connectors;
    this.landing = landing;
    this.changes = changes;
    this.settings = settings;
    this.threads = threads;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /**
   * Takes a run and brings it to its end. Does nothing when it has ended.
   *
   * @return after which time it wants to go on; empty: there is nothing more to do for it
   * @throws InterruptedException when the worker is stopped: the run is left for another
   * @throws RuntimeException when the database is gone: the run is left for a later try
   */
  public Optional<Duration> work(UUID run) throws InterruptedException {
    Optional<RunOrder> taken = journal.take(run);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    RunOrder order = taken.get();
    return telemetry.run(facts(order), () -> work(order));
  }

  private RunFacts facts(RunOrder order) {
    Optional<DataflowView> dataflow = dataflow(order);
    return new RunFacts(
        order.run(),
        order.tenant(),
        dataflow.map(d -> d.name().value()).orElse(""),
        dataflow.map(d -> d.connector().value()).orElse(""),
        order.kind().name(),
        order.refresh().name(),
        order.lease().token() > 1 && !order.confirmed());
  }

  /** Returns the dataflow; what is wrong with it is told when the run needs it. */
  private Optional<DataflowView> dataflow(RunOrder order) {
    try {
      return Optional.of(dataflows.byId(order.tenant(), order.dataflow()));
    } catch (RuntimeException e) {
      if (Outage.causes(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Optional<Duration> work(RunOrder order) throws InterruptedException {
    try {
      int takes = landing.take(order.lease());
      if (order.kind() == RunKind.ROLLBACK) {
        end(order, rollBack(order));
      } else if (takes > FRUITLESS_TAKES && order.status() != RunStatus.PUBLISHING) {
        end(order, RunEnd.of(RunStatus.FAILED, RunText.stoppedAgainAndAgain(order, takes - 1)));
      } else if (!importTables(order)) {
        return Optional.empty();
      }
    } catch (LandingException e) {
      if (e.kind() == LandingException.Kind.LEASE_LOST) {
        LOG.log(System.Logger.Level.INFO, "Run {0} is let go: {1}", order.run(), e.getMessage());
        return Optional.empty();
      }
      if (e.kind() == LandingException.Kind.CONNECTION_LOST) {
        throw e;
      }
      end(order, RunEnd.of(RunStatus.FAILED, RunText.failure(e)));
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        // a connector that is interrupted while it opens says so in its own way
        throw new InterruptedException();
      }
      if (Outage.causes(e)) {
        throw e;
      }
      Optional<Postponement> later = Postponement.of(e, settings.retry());
      if (later.isPresent() && postponed(order, later.get())) {
        return later.map(Postponement::pause);
      }
      end(
          order,
          later.isPresent()
              ? RunEnd.of(RunStatus.CANCELLED, CANCELLED)
              : RunEnd.of(RunStatus.FAILED, RunText.failure(e)));
    }
    settle(order);
    return Optional.empty();
  }

  /** Returns whether the run goes on later; otherwise somebody has asked it to stop. */
  private boolean postponed(RunOrder order, Postponement later) {
    landing.putDown(order.lease());
    return journal.postponed(order.lease(), later.words(clock.instant()));
  }

  private RunEnd rollBack(RunOrder order) {
    RunOrder.TakenBack takesBack = order.takesBack().orElseThrow();
    if (order.status() != RunStatus.PUBLISHING && !journal.publishing(order.lease())) {
      return RunEnd.of(RunStatus.CANCELLED, CANCELLED);
    }
    Landing.Undo undo =
        telemetry.step(
            Step.ROLLBACK,
            () ->
                landing.restore(order.lease(), order.tenant(), order.dataflow(), takesBack.run()));
    Map<UUID, RunEnd.TableEnd> tables = new HashMap<>();
    for (Landing.UndoneEntity entity : undo.entities()) {
      order.tables().stream()
          .filter(t -> t.importTable().equals(entity.entity()))
          .forEach(
              t ->
                  tables.put(
                      t.id(),
                      new RunEnd.TableEnd(
                          RunStatus.SUCCEEDED, "", Optional.of(entity.rowsAfter()))));
    }
    return new RunEnd(
        RunStatus.SUCCEEDED,
        RunText.tookBack(takesBack.number(), undo),
        tables,
        Optional.of(clock.instant()));
  }

  /** Returns whether the run has ended; otherwise it waits, with what it has read. */
  private boolean importTables(RunOrder order) throws InterruptedException {
    if (order.status() == RunStatus.PUBLISHING) {
      return end(order, publish(order, failuresBefore(order)));
    }
    DataflowView dataflow = dataflows.byId(order.tenant(), order.dataflow());
    KeptConnectors.Lent connector =
        connectors.lend(order.tenant(), order.dataflow(), dataflow.version(), order.byKeys());
    WorkerSettings how = how(order, connector);
    RunThreadPools pools = new RunThreadPools(threads, how, telemetry);
    try {
      Source source =
          connector
              .connector()
              .source()
              .orElseThrow(() -> new IllegalStateException("The connector has no source"));
      TableLoad load =
          new TableLoad(order, dataflow, source, landing, changes, how, pools, clock, telemetry);
      Map<UUID, String> failures =
          new ImportRun(order, journal, landing, load, pools, telemetry, how).read();
      if (failures.isEmpty()) {
        connector.giveBack();
      }
      return end(order, publish(order, failures));
    } catch (ImportRun.CancelledException e) {
      pools.interrupt();
      landing.fence(order.run());
      if (!pools.awaitQuiet(QUIET_MILLIS)) {
        LOG.log(System.Logger.Level.INFO, "Readers of run {0} take long to stop", order.run());
      }
      end(order, RunEnd.of(RunStatus.CANCELLED, CANCELLED));
      return true;
    } finally {
      pools.interrupt();
      close(order, connector, pools);
    }
  }

  private WorkerSettings how(RunOrder order, KeptConnectors.Lent connector) {
    if (order.byKeys()) {
      return settings.forSingleRows();
    }
    try {
      boolean waits = connector.connector().source().filter(Source::readersMostlyWait).isPresent();
      return waits ? settings.forWaitingReaders() : settings;
    } catch (RuntimeException e) {
      connector.close();
      throw e;
    }
  }

  /** A connector is closed after its last reader, if that ends at all. */
  private static void close(RunOrder order, KeptConnectors.Lent connector, RunThreadPools pools)
      throws InterruptedException {
    try {
      if (!pools.awaitQuiet(CLOSE_MILLIS)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Readers of run {0} do not stop; their connector is closed under them",
            order.run());
      }
    } finally {
      connector.close();
    }
  }

  private static Map<UUID, String> failuresBefore(RunOrder order) {
    Map<UUID, String> failures = new HashMap<>();
    order.tables().stream()
        .filter(t -> t.status() == RunStatus.FAILED)
        .forEach(t -> failures.put(t.id(), t.description()));
    return failures;
  }

  /** Publishes what was read; empty: a person has to look first. */
  private Optional<RunEnd> publish(RunOrder order, Map<UUID, String> failures) {
    List<UUID> read =
        order.tables().stream()
            .map(RunOrder.TableOrder::id)
            .filter(id -> !failures.containsKey(id))
            .toList();
    if (read.isEmpty()) {
      return Optional.of(failed(order, failures));
    }
    PublishPolicy policy = dataflows.byId(order.tenant(), order.dataflow()).policies().publish();
    if (!failures.isEmpty() && policy == PublishPolicy.ALL_OR_NOTHING) {
      return Optional.of(heldBack(order, failures));
    }
    if (order.status() != RunStatus.PUBLISHING && !journal.publishing(order.lease())) {
      return Optional.of(RunEnd.of(RunStatus.CANCELLED, CANCELLED));
    }
    Map<UUID, Progress> counted = landing.progress(read);
    Landing.Publication publication =
        telemetry.step(
            Step.PUBLISH,
            () ->
                landing.publish(
                    order.lease(),
                    order.tenant(),
                    order.dataflow(),
                    read,
                    order.confirmed(),
                    policy));
    if (!publication.held().isEmpty()) {
      journal.waiting(
          order.lease(), RunText.held(byName(order, publication.held())), publication.held());
      telemetry.ended(RunStatus.WAITING.name());
      return Optional.empty();
    }
    if (publication.landed().isEmpty() && policy == PublishPolicy.ALL_OR_NOTHING) {
      return Optional.of(heldBack(order, publication.refused()));
    }
    Map<UUID, String> allFailures = new HashMap<>(failures);
    read.stream()
        .filter(id -> !publication.landed().containsKey(id))
        .forEach(
            id ->
                allFailures.put(
                    id, publication.refused().getOrDefault(id, "It could not be published.")));
    return Optional.of(
        publication.landed().isEmpty()
            ? failed(order, allFailures)
            : new PublishedEnd(order, publication, counted, landing.columnChanges(read))
                .end(allFailures, byName(order, allFailures), tableEnds(allFailures)));
  }

  private static RunEnd failed(RunOrder order, Map<UUID, String> failures) {
    return new RunEnd(
        RunStatus.FAILED,
        RunText.failed(byName(order, failures)),
        tableEnds(failures),
        Optional.empty());
  }

  /** All tables or nothing: those that failed, and those that they hold back. */
  private static RunEnd heldBack(RunOrder order, Map<UUID, String> failures) {
    if (failures.size() == order.tables().size()) {
      return failed(order, failures);
    }
    Map<String, String> named = byName(order, failures);
    Map<UUID, RunEnd.TableEnd> ends = new HashMap<>(tableEnds(failures));
    List<String> back = new ArrayList<>();
    for (RunOrder.TableOrder table : order.tables()) {
      if (!failures.containsKey(table.id())) {
        back.add(table.entityName());
        ends.put(
            table.id(),
            new RunEnd.TableEnd(
                RunStatus.FAILED, RunText.heldBackBy(named.keySet()), Optional.of(0L)));
      }
    }
    return new RunEnd(RunStatus.FAILED, RunText.heldBack(named, back), ends, Optional.empty());
  }

  private static Map<String, String> byName(RunOrder order, Map<UUID, String> failures) {
    Map<String, String> byName = new LinkedHashMap<>();
    order.tables().stream()
        .filter(t -> failures.containsKey(t.id()))
        .forEach(t -> byName.put(t.entityName(), failures.get(t.id())));
    return byName;
  }

  private static Map<UUID, RunEnd.TableEnd> tableEnds(Map<UUID, String> failures) {
    Map<UUID, RunEnd.TableEnd> ends = new HashMap<>();
    failures.forEach(
        (id, why) -> ends.put(id, new RunEnd.TableEnd(RunStatus.FAILED, why, Optional.empty())));
    return ends;
  }

  private boolean end(RunOrder order, Optional<RunEnd> end) {
    end.ifPresent(how -> end(order, how));
    return end.isPresent();
  }

  private void end(RunOrder order, RunEnd end) {
    journal.ended(order.lease(), end);
    telemetry.ended(end.status().name());
  }

  /** Tidies up behind a run that has ended; what fails here is done after the next one. */
  private void settle(RunOrder order) {
    try {
      landing.fence(order.run());
      landing.discard(order.run());
      landing.retire(order.tenant(), order.dataflow());
    } catch (LandingException e) {
      LOG.log(System.Logger.Level.INFO, "Tidying up is left for the next run: {0}", e.getMessage());
    }
  }
}
