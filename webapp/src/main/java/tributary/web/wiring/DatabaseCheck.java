package tributary.web.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import tributary.tenant.Tenants;

/** Ready: the database answers, within which time. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(DatabaseCheck.class.getName());

  private Readiness readiness;
  private Tenants tenants;

  /** For the container's proxy. */
  protected DatabaseCheck() {}

  @Inject
  DatabaseCheck(Readiness readiness, Tenants tenants) {
    this.readiness = readiness;
    this.tenants = tenants;
  }

  @Override
  public HealthCheckResponse call() {
    if (!readiness.isStarted()) {
      return HealthCheckResponse.named("database").down().build();
    }
    long before = System.nanoTime();
    try {
      tenants.all();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The database does not answer.", e);
      return HealthCheckResponse.named("database").down().build();
    }
    return HealthCheckResponse.named("database")
        .withData("millis", (System.nanoTime() - before) / 1_000_000)
        .up()
        .build();
  }
}
