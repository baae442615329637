package tributary.web.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Shuts the server down when the process that started it ends, however it ends. */
@Dependent
class ParentWatch {
  private static final Logger LOG = Logger.getLogger(ParentWatch.class.getName());

  private final Optional<Long> parent;

  @Inject
  ParentWatch(@ConfigProperty(name = "tributary.parent-pid") Optional<Long> parent) {
    this.parent = parent;
  }

  void begin() {
    parent.ifPresent(
        pid ->
            ProcessHandle.of(pid)
                .ifPresentOrElse(
                    process -> process.onExit().thenRun(() -> shutDown(pid)), () -> shutDown(pid)));
  }

  private static void shutDown(long pid) {
    LOG.warning(() -> "Process " + pid + ", which started this server, has ended. Stopping.");
    // The server stops in order from its shutdown hook.
    System.exit(0);
  }
}
