package tributary.web.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import tributary.plugin.ConnectorCatalogue;

/**
 * Ready: the plugins are loaded. One that is broken keeps nobody from the others, so it is told but
 * does not count.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class PluginsCheck implements HealthCheck {
  private Readiness readiness;
  private ConnectorCatalogue catalogue;

  /** For the container's proxy. */
  protected PluginsCheck() {}

  @Inject
  PluginsCheck(Readiness readiness, ConnectorCatalogue catalogue) {
    this.readiness = readiness;
    this.catalogue = catalogue;
  }

  @Override
  public HealthCheckResponse call() {
    if (!readiness.isStarted()) {
      return HealthCheckResponse.named("plugins").down().build();
    }
    return HealthCheckResponse.named("plugins")
        .withData("connectors", catalogue.cards().size())
        .withData("broken", catalogue.problems().size())
        .up()
        .build();
  }
}
