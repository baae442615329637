package tributary.web.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready: the start is finished and schemas are migrated. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class ReadyCheck implements HealthCheck {
  private Readiness readiness;

  /** For the container's proxy. */
  protected ReadyCheck() {}

  @Inject
  ReadyCheck(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public HealthCheckResponse call() {
    boolean started = readiness.isStarted();
    return HealthCheckResponse.named("tributary")
        .withData("started", started)
        .status(started)
        .build();
  }
}
