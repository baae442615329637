package tributary.web.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import tributary.disk.Disk;
import tributary.disk.DiskState;
import tributary.tenant.Tenants;

/** Ready: the start is finished, schemas migrated, runs being taken; and the database answers. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class ReadyCheck implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(ReadyCheck.class.getName());

  private Readiness readiness;
  private Tenants tenants;
  private Disk disk;

  /** For the container's proxy. */
  protected ReadyCheck() {}

  @Inject
  ReadyCheck(Readiness readiness, Tenants tenants, Disk disk) {
    this.readiness = readiness;
    this.tenants = tenants;
    this.disk = disk;
  }

  @Override
  public HealthCheckResponse call() {
    boolean started = readiness.isStarted();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("tributary").withData("started", started);
    if (started) {
      tellDisk(answer);
    }
    return answer.status(started && databaseAnswers()).build();
  }

  /** A full disk holds new runs back; the application is ready all the same. */
  private void tellDisk(HealthCheckResponseBuilder answer) {
    DiskState room = disk.state();
    room.free().ifPresent(free -> answer.withData("diskFree", free));
    answer.withData("diskWatermark", room.watermark());
    answer.withData("runsWaitForDisk", room.isShort());
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
