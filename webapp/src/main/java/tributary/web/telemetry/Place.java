package tributary.web.telemetry;

import io.opentelemetry.api.trace.Span;
import java.util.Optional;
import java.util.UUID;
import tributary.telemetry.RunFacts;

/**
 * What a thread works at. Several threads may work at the same place; what is noted on it counts
 * for all.
 */
final class Place {
  private static final ThreadLocal<Place> HERE = new ThreadLocal<>();

  private final RunFacts run;
  private final UUID tableRun;
  private final Span span;
  private volatile String outcome;
  private volatile boolean failed;
  private volatile Counts counts;

  /** Rows and bytes of the source. */
  record Counts(long read, long written, long rejected, long bytes) {}

  private Place(RunFacts run, UUID tableRun, Span span) {
    this.run = run;
    this.tableRun = tableRun;
    this.span = span;
  }

  static Place ofRun(RunFacts run, Span span) {
    return new Place(run, null, span);
  }

  static Place ofTable(RunFacts run, UUID tableRun, Span span) {
    return new Place(run, tableRun, span);
  }

  /** Returns what this thread works at. */
  static Optional<Place> here() {
    return Optional.ofNullable(HERE.get());
  }

  /** This thread now works here, or at nothing. */
  static void enter(Optional<Place> place) {
    place.ifPresentOrElse(HERE::set, HERE::remove);
  }

  RunFacts run() {
    return run;
  }

  Optional<UUID> tableRun() {
    return Optional.ofNullable(tableRun);
  }

  Span span() {
    return span;
  }

  /** Returns the id of the trace that this is part of, when there is one. */
  Optional<String> trace() {
    return span.getSpanContext().isValid()
        ? Optional.of(span.getSpanContext().getTraceId())
        : Optional.empty();
  }

  void count(Counts counted) {
    counts = counted;
  }

  void end(String how) {
    outcome = how;
    failed = "FAILED".equals(how);
  }

  void fail(Throwable why) {
    if (outcome == null) {
      outcome = FailureCode.of(why);
      failed = true;
    }
  }

  Optional<Counts> counts() {
    return Optional.ofNullable(counts);
  }

  String outcome(String otherwise) {
    return outcome == null ? otherwise : outcome;
  }

  boolean failed() {
    return failed;
  }
}
