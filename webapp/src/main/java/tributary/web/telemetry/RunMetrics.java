package tributary.web.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;
import tributary.run.RunOutcome;
import tributary.telemetry.RunFacts;

/**
 * Counts what this node does. Labels name connectors and, where the operator wants it, tenants;
 * never a dataflow, of which there may be many thousands.
 */
@ApplicationScoped
class RunMetrics {
  private Series series;
  private boolean tenants;

  /** For the container's proxy. */
  protected RunMetrics() {}

  @Inject
  RunMetrics(
      @RegistryScope(scope = MetricRegistry.APPLICATION_SCOPE) MetricRegistry registry,
      @ConfigProperty(name = "tributary.metrics.tenants", defaultValue = "false") boolean tenants) {
    this.series = new Series(registry);
    this.tenants = tenants;
  }

  /** A run has ended, on whichever node its end was noted. */
  void ended(RunOutcome run, String connector) {
    count(
        "tributary_runs",
        "Runs that have ended",
        1,
        tags(
            run.tenant().value(),
            "connector",
            connector,
            "kind",
            run.kind().name(),
            "status",
            run.status().name(),
            "trigger",
            run.trigger().name()));
  }

  /** A worker has let go of a run, which has ended or not. */
  void worked(RunFacts run, String outcome, long nanos) {
    time(
        "tributary_run_duration",
        "How long workers were at a run",
        nanos,
        tags(
            run.tenant().value(),
            "connector",
            run.connector(),
            "kind",
            run.kind(),
            "outcome",
            outcome));
  }

  void takenOver(RunFacts run) {
    count(
        "tributary_runs_taken_over",
        "Runs that an earlier worker did not bring to their end",
        1,
        tags(run.tenant().value(), "connector", run.connector()));
  }

  /** A table was read to its end, or failed. */
  void read(Place place, String outcome, long nanos) {
    RunFacts run = place.run();
    Tag[] tags =
        tags(
            run.tenant().value(),
            "connector",
            run.connector(),
            "outcome",
            outcome.equals("SUCCEEDED") ? "SUCCEEDED" : "FAILED");
    time("tributary_table_duration", "How long reading of a table took", nanos, tags);
    place
        .counts()
        .ifPresent(
            counts -> {
              rows(run, "read", counts.read());
              rows(run, "written", counts.written());
              rows(run, "rejected", counts.rejected());
              count(
                  "tributary_source_bytes",
                  "Bytes taken in from sources",
                  counts.bytes(),
                  tags(run.tenant().value(), "connector", run.connector()));
            });
  }

  private void rows(RunFacts run, String what, long rows) {
    count(
        "tributary_rows",
        "Rows of tables that were read",
        rows,
        tags(run.tenant().value(), "connector", run.connector(), "result", what));
  }

  void stepped(Place place, String step, long nanos) {
    RunFacts run = place.run();
    time(
        "tributary_step_duration",
        "How long a step of a run or of a table took",
        nanos,
        tags(run.tenant().value(), "connector", run.connector(), "step", step));
  }

  void triedAgain(String kind) {
    count(
        "tributary_retries",
        "Failures of sources and of the database that were tried again",
        1,
        new Tag("kind", kind));
  }

  /** A call to an endpoint was answered. */
  void called(String outcome, long nanos) {
    time(
        "tributary_webhook_calls",
        "Calls of vendors to webhook endpoints, and how long they took",
        nanos,
        new Tag("outcome", outcome));
  }

  /** The rows that an event named are in the entities. */
  void eventRead(Duration after) {
    time(
        "tributary_webhook_latency",
        "From when an event came until its rows were in the entities",
        Math.max(0, after.toNanos()));
  }

  void notified(String channel, boolean arrived) {
    count(
        "tributary_notifications",
        "Attempts to deliver a notification",
        1,
        new Tag("channel", channel.toLowerCase(Locale.ROOT)),
        new Tag("outcome", arrived ? "sent" : "failed"));
  }

  private Tag[] tags(String tenant, String... namesAndValues) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      tags.add(new Tag(namesAndValues[i], namesAndValues[i + 1]));
    }
    if (tenants) {
      tags.add(new Tag("tenant", tenant));
    }
    return tags.toArray(new Tag[0]);
  }

  private void count(String name, String description, long by, Tag... tags) {
    series.counter(name, description, tags).inc(by);
  }

  private void time(String name, String description, long nanos, Tag... tags) {
    series.timer(name, description, tags).update(Duration.ofNanos(nanos));
  }
}
