package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tributary.tenant.TenantId;

/** Waits for runs, outside any transaction. */
@ApplicationScoped
class RunWaiting {
  private static final long LOOK_AGAIN_MILLIS = 200;

  private RunLook look;

  protected RunWaiting() {}

  @Inject
  RunWaiting(RunLook look) {
    this.look = look;
  }

  RunStatus awaitEnd(TenantId tenant, UUID run, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      RunStatus status = look.status(tenant, run);
      long left = deadline - System.nanoTime();
      if (status.ended() || left <= 0) {
        return status;
      }
      TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS)));
    }
  }
}
