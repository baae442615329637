package tributary.web.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import tributary.tenant.Tenants;

/** Ready: the start is finished, schemas migrated, runs being taken; and the database answers. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class ReadyCheck implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(ReadyCheck.class.getName());

  private Readiness readiness;
  private Tenants tenants;

  /** For the container's proxy. */
  protected ReadyCheck() {}

  @Inject
  ReadyCheck(Readiness readiness, Tenants tenants) {
    this.readiness = readiness;
    this.tenants = tenants;
  }

  @Override
  public HealthCheckResponse call() {
    boolean started = readiness.isStarted();
    return HealthCheckResponse.named("tributary")
        .withData("started", started)
        .status(started && databaseAnswers())
        .build();
  }

  private boolean databaseAnswers() {
    try {
      tenants.all();
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The database does not answer.", e);
      return false;
    }
  }
}
