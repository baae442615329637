package tributary.web.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;
import tributary.landing.LandingException;
import tributary.run.RunBacklog;

/** Shows how full the queue of the installation is; every node shows the same. */
@ApplicationScoped
public class QueueFigures {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private MetricRegistry registry;
  private RunBacklog backlog;
  private Clock clock;
  private Instant lookedAt = Instant.EPOCH;
  private Optional<RunBacklog.Look> last = Optional.empty();

  /** For the container's proxy. */
  protected QueueFigures() {}

  @Inject
  QueueFigures(
      @RegistryScope(scope = MetricRegistry.APPLICATION_SCOPE) MetricRegistry registry,
      RunBacklog backlog,
      Clock clock) {
    this.registry = registry;
    this.backlog = backlog;
    this.clock = clock;
  }

  /** Begins to show them; called once. */
  public void begin() {
    show(
        "tributary_runs_queued",
        "Runs that no worker has taken yet",
        MetricUnits.NONE,
        RunBacklog.Look::queued);
    show(
        "tributary_runs_running",
        "Runs that are read or published",
        MetricUnits.NONE,
        RunBacklog.Look::running);
    show(
        "tributary_runs_waiting",
        "Runs that wait for a person",
        MetricUnits.NONE,
        RunBacklog.Look::waiting);
    show(
        "tributary_oldest_queued",
        "How long the oldest queued run has waited",
        MetricUnits.SECONDS,
        look -> look.oldestQueued().toMillis() / 1000.0);
  }

  private void show(
      String name, String description, String unit, ToDoubleFunction<RunBacklog.Look> figure) {
    registry.gauge(
        Metadata.builder().withName(name).withDescription(description).withUnit(unit).build(),
        () -> look().map(figure::applyAsDouble).orElse(Double.NaN));
  }

  /** One look serves all figures of a scrape; empty while the database is gone. */
  private synchronized Optional<RunBacklog.Look> look() {
    Instant now = clock.instant();
    if (lookedAt.plus(FRESH).isBefore(now) || now.isBefore(lookedAt)) {
      lookedAt = now;
      try {
        last = Optional.of(backlog.look());
      } catch (LandingException e) {
        // readiness tells it and logs it
        last = Optional.empty();
      }
    }
    return last;
  }
}
