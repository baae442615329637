package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.landing.BatchLimits;
import tributary.pipeline.RetryPolicy;
import tributary.run.internal.WorkerSettings;
import tributary.telemetry.Telemetry;

/** How this node's worker is configured. */
@ApplicationScoped
class WorkerConfig {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private WorkerSettings settings;

  protected WorkerConfig() {}

  @Inject
  WorkerConfig(
      Telemetry telemetry,
      @ConfigProperty(name = "tributary.worker.tables", defaultValue = "2") int tables,
      @ConfigProperty(name = "tributary.worker.splits", defaultValue = "2") int splits,
      @ConfigProperty(name = "tributary.batch.bytes", defaultValue = "4194304") int batchBytes,
      @ConfigProperty(name = "tributary.row.bytes") Optional<Integer> rowBytes,
      @ConfigProperty(name = "tributary.retry.attempts", defaultValue = "5") int attempts,
      @ConfigProperty(name = "tributary.retry.hold", defaultValue = "PT1M") Duration hold,
      @ConfigProperty(name = "tributary.table.stall", defaultValue = "PT30M") Duration stall) {
    settings =
        new WorkerSettings(
            tables,
            splits,
            new BatchLimits(
                batchBytes,
                rowBytes.orElseGet(
                    () -> BatchLimits.rowBytesFor(Runtime.getRuntime().maxMemory()))),
            new RetryPolicy(
                    attempts, FIRST_PAUSE, LONGEST_PAUSE, new Random(), telemetry::triedAgain)
                .holdingAtMost(hold),
            pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()),
            stall);
  }

  WorkerConfig(WorkerSettings settings) {
    this.settings = settings;
  }

  WorkerSettings settings() {
    return settings;
  }
}
