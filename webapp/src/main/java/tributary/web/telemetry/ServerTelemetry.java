package tributary.web.telemetry;

import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import tributary.spi.ErrorKind;
import tributary.telemetry.FailureText;
import tributary.telemetry.RunFacts;
import tributary.telemetry.Step;
import tributary.telemetry.Telemetry;

/** Makes metrics, traces and the fields of log lines of what the engine is at. */
@ApplicationScoped
class ServerTelemetry implements Telemetry {
  private static final System.Logger LOG = System.getLogger(ServerTelemetry.class.getName());
  private static final String DONE = "SUCCEEDED";

  private Traces traces;
  private RunMetrics metrics;

  /** For the container's proxy. */
  protected ServerTelemetry() {}

  @Inject
  ServerTelemetry(Traces traces, RunMetrics metrics) {
    this.traces = traces;
    this.metrics = metrics;
  }

  private interface Ended {
    void after(long nanos);
  }

  @Override
  public <T, E extends Exception> T run(RunFacts run, Call<T, E> call) throws E {
    if (run.takenOver()) {
      tell(() -> metrics.takenOver(run));
    }
    Place place = Place.ofRun(run, traces.run(run));
    return at(
        place,
        call,
        "LET_GO",
        nanos -> {
          String outcome = place.outcome("LET_GO");
          metrics.worked(run, outcome, nanos);
          LOG.log(
              System.Logger.Level.INFO,
              "Run {0} of {1} {2}: {3} after {4} ms",
              run.run(),
              run.tenant().value(),
              run.dataflow(),
              outcome,
              millis(nanos));
        });
  }

  @Override
  public <T, E extends Exception> T table(UUID tableRun, Call<T, E> call) throws E {
    Optional<Place> around = Place.here();
    if (around.isEmpty()) {
      return call.make();
    }
    Place place = inside(around.get(), "table", Optional.of(tableRun));
    return at(place, call, DONE, nanos -> read(place, tableRun, nanos));
  }

  private void read(Place place, UUID tableRun, long nanos) {
    String outcome = place.outcome(DONE);
    Place.Counts counts = place.counts().orElse(new Place.Counts(0, 0, 0, 0));
    metrics.read(place, outcome, nanos);
    LOG.log(
        System.Logger.Level.INFO,
        "Table run {0}: {1} after {2} ms, {3} rows read, {4} written, {5} rejected",
        tableRun,
        outcome,
        millis(nanos),
        Long.toString(counts.read()),
        Long.toString(counts.written()),
        Long.toString(counts.rejected()));
  }

  private static String millis(long nanos) {
    return Long.toString(nanos / 1_000_000);
  }

  @Override
  public <T, E extends Exception> T step(Step step, Call<T, E> call) throws E {
    return step(step, Place.here().flatMap(Place::tableRun), call);
  }

  @Override
  public <T, E extends Exception> T step(Step step, UUID tableRun, Call<T, E> call) throws E {
    return step(step, Optional.of(tableRun), call);
  }

  private <T, E extends Exception> T step(Step step, Optional<UUID> tableRun, Call<T, E> call)
      throws E {
    Optional<Place> around = Place.here();
    if (around.isEmpty()) {
      return call.make();
    }
    String name = step.name().toLowerCase(Locale.ROOT);
    Place place = inside(around.get(), name, tableRun);
    return at(place, call, DONE, nanos -> metrics.stepped(place, name, nanos));
  }

  private Place inside(Place around, String name, Optional<UUID> tableRun) {
    Span span = traces.inside(around, name, tableRun);
    return tableRun
        .map(table -> Place.ofTable(around.run(), table, span))
        .orElseGet(() -> Place.ofRun(around.run(), span));
  }

  private <T, E extends Exception> T at(Place place, Call<T, E> call, String otherwise, Ended ended)
      throws E {
    Optional<Place> before = Place.here();
    long begun = System.nanoTime();
    Place.enter(Optional.of(place));
    try {
      return call.make();
    } catch (Throwable e) {
      place.fail(e);
      throw e;
    } finally {
      long nanos = System.nanoTime() - begun;
      tell(
          () -> {
            traces.end(place, otherwise);
            ended.after(nanos);
          });
      Place.enter(before);
    }
  }

  /** What goes wrong in telling must not become the run's trouble. */
  private static void tell(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING, "A metric or a trace is missing: {0}", FailureText.of(e));
    }
  }

  @Override
  public void counted(long read, long written, long rejected, long bytes) {
    Place.here().ifPresent(p -> p.count(new Place.Counts(read, written, rejected, bytes)));
  }

  @Override
  public void ended(String outcome) {
    Place.here().ifPresent(place -> place.end(outcome));
  }

  @Override
  public void failed(Throwable why) {
    Place.here().ifPresent(place -> place.fail(why));
  }

  @Override
  public Executor here() {
    Optional<Place> place = Place.here();
    return place.isEmpty() ? Runnable::run : task -> runAt(place, task);
  }

  private static void runAt(Optional<Place> place, Runnable task) {
    if (Place.here().isPresent()) {
      task.run();
      return;
    }
    Place.enter(place);
    try {
      task.run();
    } finally {
      Place.enter(Optional.empty());
    }
  }

  @Override
  public void triedAgain(ErrorKind kind) {
    tell(
        () -> {
          Place.here().ifPresent(place -> traces.triedAgain(place, kind.name()));
          metrics.triedAgain(kind.name());
        });
  }

  @Override
  public void eventCame(String outcome, Duration took) {
    tell(() -> metrics.called(outcome, took.toNanos()));
  }

  @Override
  public void eventRead(Duration after) {
    tell(() -> metrics.eventRead(after));
  }

  @Override
  public void notified(String channel, boolean arrived) {
    tell(() -> metrics.notified(channel, arrived));
  }
}
