package tributary.web.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import tributary.run.RunEngine;

/** Ready: this node takes runs. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class WorkerCheck implements HealthCheck {
  private RunEngine engine;

  /** For the container's proxy. */
  protected WorkerCheck() {}

  @Inject
  WorkerCheck(RunEngine engine) {
    this.engine = engine;
  }

  @Override
  public HealthCheckResponse call() {
    boolean takesRuns = engine.takesRuns();
    return HealthCheckResponse.named("worker")
        .withData("takesRuns", takesRuns)
        .status(takesRuns)
        .build();
  }
}
