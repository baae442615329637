package tributary.run.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tributary.landing.Landing;
import tributary.landing.LandingException;
import tributary.landing.Purpose;
import tributary.run.RunStatus;
import tributary.telemetry.Telemetry;

/**
 * Reads a run's tables, metadata before data. Its own thread watches: for a wish to stop, and for
 * counters to show.
 */
final class ImportRun {
  private static final long WATCH_MILLIS = 500;

  private final RunOrder order;
  private final RunJournal journal;
  private final Landing landing;
  private final TableLoad load;
  private final RunThreadPools pools;
  private final Telemetry telemetry;
  private final WorkerSettings settings;
  private final Map<UUID, String> failures = new ConcurrentHashMap<>();
  private final Map<UUID, Landing.Progress> reading = new ConcurrentHashMap<>();
  private int ticks;

  ImportRun(
      RunOrder order,
      RunJournal journal,
      Landing landing,
      TableLoad load,
      RunThreadPools pools,
      Telemetry telemetry,
      WorkerSettings settings) {
    this.order = order;
    this.journal = journal;
    this.landing = landing;
    this.load = load;
    this.pools = pools;
    this.telemetry = telemetry;
    this.settings = settings;
  }

  /** Reads what is not read yet; returns the failures by table run. */
  Map<UUID, String> read() throws InterruptedException, CancelledException {
    List<RunOrder.TableOrder> inOrder = new ArrayList<>();
    for (Purpose purpose : List.of(Purpose.METADATA, Purpose.DATA)) {
      order.tables().stream().filter(t -> t.purpose() == purpose).forEach(inOrder::add);
    }
    load.expect(inOrder.stream().filter(ImportRun::isUnread).toList());
    for (Purpose purpose : List.of(Purpose.METADATA, Purpose.DATA)) {
      read(inOrder.stream().filter(t -> t.purpose() == purpose).toList());
    }
    return new HashMap<>(failures);
  }

  private void read(List<RunOrder.TableOrder> tables)
      throws InterruptedException, CancelledException {
    CompletionService<UUID> loads = new ExecutorCompletionService<>(pools.tables());
    Queue<List<RunOrder.TableOrder>> waiting = sideBySide(tables);
    List<Set<UUID>> running = new ArrayList<>();
    while (!waiting.isEmpty() || !running.isEmpty()) {
      while (!waiting.isEmpty() && running.size() < settings.tables()) {
        running.add(begin(waiting.remove(), loads));
      }
      Future<UUID> ended = loads.poll(WATCH_MILLIS, TimeUnit.MILLISECONDS);
      if (ended == null) {
        watch();
      } else {
        UUID table = checked(ended);
        running.forEach(some -> some.remove(table));
        running.removeIf(Set::isEmpty);
      }
    }
  }

  /** Returns what is not read yet; in each list the tables that are read side by side. */
  private Queue<List<RunOrder.TableOrder>> sideBySide(List<RunOrder.TableOrder> tables) {
    Map<Object, List<RunOrder.TableOrder>> beside = new LinkedHashMap<>();
    for (RunOrder.TableOrder table : tables) {
      if (table.status() == RunStatus.FAILED) {
        failures.put(table.id(), table.description());
      } else if (isUnread(table)) {
        beside.computeIfAbsent(load.readBeside(table), one -> new ArrayList<>()).add(table);
      }
    }
    return new ArrayDeque<>(beside.values());
  }

  private static boolean isUnread(RunOrder.TableOrder table) {
    return table.status() != RunStatus.FAILED && table.status() != RunStatus.PUBLISHING;
  }

  private Set<UUID> begin(List<RunOrder.TableOrder> beside, CompletionService<UUID> loads) {
    Set<UUID> begun = new HashSet<>();
    for (RunOrder.TableOrder table : beside) {
      begun.add(table.id());
      loads.submit(() -> telemetry.table(table.id(), () -> load(table, beside.size() > 1)));
    }
    return begun;
  }

  /** A table's failure is the table's own; only what concerns the whole run comes out here. */
  private static UUID checked(Future<UUID> ended) throws InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("A table's thread failed", e.getCause());
    }
  }

  private UUID load(RunOrder.TableOrder table, boolean besideOthers) throws InterruptedException {
    journal.reading(order.lease(), table.id());
    reading.put(table.id(), Landing.Progress.NONE);
    try {
      Landing.Progress progress = load.load(table, besideOthers);
      reading.remove(table.id());
      tell(progress);
      journal.tableRead(order.lease(), table.id(), progress, Optional.empty());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (concernsRun(e)) {
        throw e;
      }
      String failure = RunText.failure(e);
      failures.put(table.id(), failure);
      reading.remove(table.id());
      Landing.Progress progress =
          landing.progress(List.of(table.id())).getOrDefault(table.id(), Landing.Progress.NONE);
      tell(progress);
      telemetry.failed(e);
      journal.tableRead(order.lease(), table.id(), progress, Optional.of(failure));
    }
    return table.id();
  }

  private void tell(Landing.Progress progress) {
    telemetry.counted(progress.read(), progress.written(), progress.rejected(), progress.bytes());
  }

  private boolean concernsRun(Throwable failure) {
    boolean lost =
        failure instanceof LandingException landing
            && landing.kind() == LandingException.Kind.LEASE_LOST;
    return lost || Outage.causes(failure) || Postponement.of(failure, settings.retry()).isPresent();
  }

  private void watch() throws CancelledException {
    if (journal.cancelRequested(order.lease())) {
      throw new CancelledException();
    }
    if (ticks++ % 2 == 1 && !reading.isEmpty()) {
      journal.progress(order.lease(), landing.progress(reading.keySet()));
    }
  }

  /** Someone asked the run to stop. */
  static final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
