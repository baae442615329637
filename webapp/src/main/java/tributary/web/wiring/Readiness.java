package tributary.web.wiring;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether this node has finished its start. */
@ApplicationScoped
class Readiness {
  private volatile boolean started;

  void started() {
    started = true;
  }

  void stopping() {
    started = false;
  }

  boolean isStarted() {
    return started;
  }
}
