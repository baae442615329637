package tributary.run.internal;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import tributary.flow.DataflowView;
import tributary.flow.ImportTableView;
import tributary.flow.RefreshKind;
import tributary.flow.RefreshRules;
import tributary.landing.ColumnPlan;
import tributary.landing.EntityName;
import tributary.landing.EntityPlace;
import tributary.landing.KnownTable;
import tributary.landing.Landing;
import tributary.landing.Refreshing;
import tributary.landing.ShortHash;
import tributary.landing.StageOrder;
import tributary.landing.StagedSplit;
import tributary.landing.Staging;
import tributary.pipeline.Retrying;
import tributary.pipeline.SplitPump;
import tributary.problem.Refusal;
import tributary.run.ChangedKeys;
import tributary.spi.ConnectorException;
import tributary.spi.CursorProblem;
import tributary.spi.NextCursor;
import tributary.spi.ReadKind;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.SplitSource;
import tributary.spi.TableLayout;
import tributary.telemetry.Step;
import tributary.telemetry.Telemetry;

/** Loads one table of a run into a generation of its own, from wherever it was left. */
final class TableLoad {
  private static final long WATCH_MILLIS = 500;

  private final RunOrder order;
  private final DataflowView dataflow;
  private final Source source;
  private final Landing landing;
  private final ChangedKeys changes;
  private final WorkerSettings settings;
  private final RunThreadPools pools;
  private final Clock clock;
  private final Telemetry telemetry;

  TableLoad(
      RunOrder order,
      DataflowView dataflow,
      Source source,
      Landing landing,
      ChangedKeys changes,
      WorkerSettings settings,
      RunThreadPools pools,
      Clock clock,
      Telemetry telemetry) {
    this.order = order;
    this.dataflow = dataflow;
    this.source = source;
    this.landing = landing;
    this.changes = changes;
    this.settings = settings;
    this.pools = pools;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /** Tells the source which tables will be read. */
  void expect(List<RunOrder.TableOrder> tables) {
    source.expect(
        tables.stream().flatMap(one -> view(one).stream()).map(one -> one.table()).toList());
  }

  /** Returns what is the same for tables that are read side by side. */
  Object readBeside(RunOrder.TableOrder table) {
    return table.byKeys()
        ? table.id()
        : view(table).<Object>map(view -> source.readBeside(view.table())).orElse(table.id());
  }

  private Optional<ImportTableView> view(RunOrder.TableOrder table) {
    return dataflow.tables().stream()
        .filter(view -> view.id().equals(table.importTable()))
        .findFirst();
  }

  /**
   * Reads the table to its end.
   *
   * @param besideOthers whether it takes turns with others, split by split
   */
  Landing.Progress load(RunOrder.TableOrder table, boolean besideOthers)
      throws InterruptedException {
    ImportTableView view =
        view(table)
            .orElseThrow(() -> new IllegalStateException("The dataflow lost a table of its run"));
    Staging planned = telemetry.step(Step.PLAN, () -> planned(table, view));
    Staging staging = telemetry.step(Step.READ, () -> readAll(table, view, planned, besideOthers));
    Landing.Progress progress =
        landing.progress(List.of(table.id())).getOrDefault(table.id(), Landing.Progress.NONE);
    if (staging.since().isEmpty()) {
      requireAnyRow(progress, view);
    }
    telemetry.step(
        Step.FINISH,
        () -> {
          staging.finish();
          return staging;
        });
    return progress;
  }

  private Staging planned(RunOrder.TableOrder table, ImportTableView view)
      throws InterruptedException {
    Staging staging = staging(table, view);
    if (staging.planned()) {
      return staging;
    }
    try {
      plan(staging, view);
      return staging;
    } catch (ConnectorException e) {
      return whole(table, view, staging, e);
    }
  }

  /** Begins anew with all rows where what changed is no longer known; else fails with the cause. */
  private Staging whole(
      RunOrder.TableOrder table, ImportTableView view, Staging staging, ConnectorException cause)
      throws InterruptedException {
    if (!CursorProblem.CURSOR_EXPIRED.is(cause) || staging.since().isEmpty()) {
      throw cause;
    }
    Staging whole =
        landing.stageWhole(order.lease(), table.id(), RunText.reason(cause.getMessage()));
    plan(whole, view);
    return whole;
  }

  private Staging readAll(
      RunOrder.TableOrder table, ImportTableView view, Staging staging, boolean besideOthers)
      throws InterruptedException {
    try {
      read(staging, view, besideOthers);
      return staging;
    } catch (ConnectorException e) {
      Staging whole = whole(table, view, staging, e);
      read(whole, view, besideOthers);
      return whole;
    }
  }

  /**
   * An entity is not emptied by a file of which nothing can be read. What changed since a cursor
   * empties none, and may be few rows.
   */
  private static void requireAnyRow(Landing.Progress progress, ImportTableView view) {
    if (progress.rejected() > 0 && progress.written() == 0) {
      throw Refusal.conflict("ALL_ROWS_REJECTED", RunText.allRejected(view.fileName(), progress));
    }
  }

  private Staging staging(RunOrder.TableOrder table, ImportTableView view)
      throws InterruptedException {
    Optional<Staging> begun = landing.staged(order.lease(), table.id());
    if (begun.isPresent()) {
      return begun.get();
    }
    TableLayout layout = layout(table, view);
    return landing.stage(
        order.lease(),
        new StageOrder(
            order.tenant(),
            order.dataflow(),
            dataflow.name().value(),
            table.id(),
            new EntityPlace(view.id(), new EntityName(table.entityName()), view.purpose()),
            view.fileName(),
            view.misfits(),
            layout,
            view.columnTypes(),
            refreshing(table, view, layout)));
  }

  /** What is known of objects that did not change is not looked up in them again. */
  private TableLayout layout(RunOrder.TableOrder table, ImportTableView view)
      throws InterruptedException {
    boolean changesOnly =
        order.refresh() == RefreshKind.INCREMENTAL && !table.onlyRejected() && !table.byKeys();
    Optional<KnownTable> known =
        changesOnly ? landing.known(view.id(), readAs(view, true)) : Optional.empty();
    if (known.isPresent()) {
      Optional<TableLayout> changes =
          retrying()
              .call(
                  () -> source.layoutOfChanges(view.table(), view.options(), known.get().marks()));
      Optional<TableLayout> all = changes.flatMap(known.get()::with);
      if (all.isPresent()) {
        return all.get();
      }
    }
    return retrying().call(() -> source.layout(view.table(), view.options()));
  }

  private Refreshing refreshing(
      RunOrder.TableOrder table, ImportTableView view, TableLayout layout) {
    List<String> key = RefreshRules.key(view, layout);
    if (table.byKeys()) {
      return byKeys(table, view, layout, key);
    }
    boolean changesWanted = order.refresh() == RefreshKind.INCREMENTAL;
    boolean lacksKey = RefreshRules.lacksKey(view, layout);
    if (changesWanted && lacksKey) {
      throw Refusal.conflict("NOT_INCREMENTAL", RefreshRules.withoutKey());
    }
    boolean tellsChanges = !lacksKey && !RefreshRules.onlyInFull(layout);
    boolean tracked = changesWanted || dataflow.refresh() == RefreshKind.INCREMENTAL;
    boolean found = layout.reads().contains(ReadKind.BY_KEYS) && changes.expected(order.dataflow());
    return new Refreshing(
        changesWanted && tellsChanges,
        tracked && tellsChanges || found,
        key,
        !view.key().isEmpty(),
        dataflow.policies(),
        readAs(view, layout.reads().contains(ReadKind.LEDGER)),
        table.onlyRejected(),
        Optional.empty());
  }

  private Refreshing byKeys(
      RunOrder.TableOrder table, ImportTableView view, TableLayout layout, List<String> key) {
    if (!layout.reads().contains(ReadKind.BY_KEYS)) {
      throw Refusal.conflict(
          "NOT_BY_KEYS",
          "Single rows of %s cannot be read. Run the dataflow instead.".formatted(view.fileName()));
    }
    return new Refreshing(
        true,
        true,
        key,
        !view.key().isEmpty(),
        dataflow.policies(),
        readAs(view, layout.reads().contains(ReadKind.LEDGER)),
        false,
        Optional.of(
            AskedKeys.of(
                changes.of(order.run(), view.id()), key, layout.columns(), view.columnTypes())));
  }

  /** Names what decides which rows come out of the same source. */
  private static String readAs(ImportTableView view, boolean ledger) {
    return ShortHash.of(
        ledger
            + " "
            + view.table()
            + " "
            + new TreeMap<>(view.options().values())
            + " "
            + new TreeMap<>(view.columnTypes())
            + " "
            + view.misfits());
  }

  private void plan(Staging staging, ImportTableView view) throws InterruptedException {
    if (staging.asked().filter(List::isEmpty).isPresent()) {
      staging.storeSplits(SplitSource.of(List.of()), new NextCursor.None());
      return;
    }
    ReadPlan plan = retrying().call(() -> source.plan(request(view, staging, staging.plan())));
    try (SplitSource splits = plan.splits()) {
      staging.storeSplits(splits, plan.next());
    }
  }

  private ReadRequest request(ImportTableView view, Staging staging, ColumnPlan columns) {
    if (staging.asked().isPresent()) {
      return new ReadRequest.ByKeys(
          view.table(), view.options(), columns.requested(), staging.asked().get());
    }
    return staging.since().isPresent()
        ? new ReadRequest.Incremental(
            view.table(),
            view.options(),
            columns.requested(),
            staging.since().get(),
            dataflow.policies().lookBack())
        : new ReadRequest.Full(
            view.table(), view.options(), columns.requested(), columns.tracked());
  }

  private Retrying retrying() {
    return new Retrying(settings.retry(), settings.sleeper());
  }

  private void read(Staging staging, ImportTableView view, boolean besideOthers)
      throws InterruptedException {
    UnreadSplits splits = new UnreadSplits(staging);
    StallWatch watch = new StallWatch(settings.stall(), System::nanoTime);
    CompletionService<Lane> lanes = new ExecutorCompletionService<>(pools.readers());
    Map<Lane, Future<Lane>> running = new HashMap<>();
    try {
      for (int i = 0; i < settings.splits(); i++) {
        Lane lane = new Lane(staging, view, splits, watch, besideOthers);
        running.put(lane, lanes.submit(lane));
      }
      while (!running.isEmpty()) {
        Future<Lane> ended = lanes.poll(WATCH_MILLIS, TimeUnit.MILLISECONDS);
        if (ended == null) {
          watch.check();
        } else if (ended.get().isDone()) {
          running.remove(ended.get());
        } else {
          running.put(ended.get(), lanes.submit(ended.get()));
        }
      }
    } catch (Refusal stalled) {
      pools.replaceReaders((int) running.values().stream().filter(lane -> !lane.isDone()).count());
      throw stalled;
    } catch (RejectedExecutionException stopping) {
      // the worker was told to stop: the run goes on elsewhere
      throw new InterruptedException();
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } finally {
      running.values().forEach(lane -> lane.cancel(true));
    }
  }

  /**
   * Reads splits one after the other; all there are, or one at a time where other tables want their
   * turn. Used by one thread at a time.
   */
  private final class Lane implements Callable<Lane> {
    private final Staging staging;
    private final ImportTableView view;
    private final UnreadSplits splits;
    private final StallWatch watch;
    private final boolean besideOthers;
    private boolean done;

    Lane(
        Staging staging,
        ImportTableView view,
        UnreadSplits splits,
        StallWatch watch,
        boolean besideOthers) {
      this.staging = staging;
      this.view = view;
      this.splits = splits;
      this.watch = watch;
      this.besideOthers = besideOthers;
    }

    boolean isDone() {
      return done;
    }

    @Override
    public Lane call() throws InterruptedException {
      watch.begin();
      try {
        // what a pump holds in memory is held for a turn only
        SplitPump pump = pump();
        do {
          readOne(pump);
        } while (!done && !besideOthers);
        return this;
      } finally {
        watch.end();
      }
    }

    private void readOne(SplitPump pump) throws InterruptedException {
      Optional<StagedSplit> split = splits.next();
      done = split.isEmpty();
      if (!done) {
        pump.pump(split.get());
      }
    }

    private SplitPump pump() {
      return new SplitPump(
          new WatchedSource(source, watch),
          staging,
          columns -> request(view, staging, columns),
          order.run(),
          new SplitPump.Tools(
              settings.limits(),
              settings.retry(),
              watch.around(settings.sleeper()),
              pools.landers(),
              clock));
    }
  }

  private static RuntimeException unwrapped(Throwable cause) throws InterruptedException {
    if (cause instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure
        ? failure
        : new IllegalStateException("Reading failed", cause);
  }
}
