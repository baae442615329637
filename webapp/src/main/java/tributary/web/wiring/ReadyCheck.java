package tributary.web.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import tributary.disk.Disk;
import tributary.disk.DiskState;

/** Ready: the start is finished and schemas are migrated. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class ReadyCheck implements HealthCheck {
  private Readiness readiness;
  private Disk disk;

  /** For the container's proxy. */
  protected ReadyCheck() {}

  @Inject
  ReadyCheck(Readiness readiness, Disk disk) {
    this.readiness = readiness;
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
    return answer.status(started).build();
  }

  /** A full disk holds new runs back; the application is ready all the same. */
  private void tellDisk(HealthCheckResponseBuilder answer) {
    DiskState room = disk.state();
    room.free().ifPresent(free -> answer.withData("diskFree", free));
    answer.withData("diskWatermark", room.watermark());
    answer.withData("runsWaitForDisk", room.isShort());
  }
}
