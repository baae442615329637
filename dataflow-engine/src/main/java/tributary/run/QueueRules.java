package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.run.internal.RunLimits;

/** What decides whether imports may begin. */
@ApplicationScoped
class QueueRules {
  private RunLimits limits;
  private Iterable<RunGate> gates;

  protected QueueRules() {}

  @Inject
  QueueRules(
      @ConfigProperty(name = "tributary.run.per-tenant", defaultValue = "4") int perTenant,
      @ConfigProperty(name = "tributary.run.per-connection", defaultValue = "2") int perConnection,
      @Any Instance<RunGate> gates) {
    this.limits = new RunLimits(perTenant, perConnection);
    this.gates = gates;
  }

  QueueRules(RunLimits limits, List<RunGate> gates) {
    this.limits = limits;
    this.gates = gates;
  }

  RunLimits limits() {
    return limits;
  }

  /** Returns the first reason for which no import may begin. */
  Optional<String> closed() {
    for (RunGate gate : gates) {
      Optional<String> reason = gate.closed();
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }
}
