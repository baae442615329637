package tributary.web.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import tributary.access.Bootstrap;
import tributary.landing.Schemas;
import tributary.plugin.ConnectorCatalogue;
import tributary.run.RunEngine;

/** Brings the application up in order, and down again. */
@ApplicationScoped
class Startup {
  private static final Logger LOG = Logger.getLogger(Startup.class.getName());

  private Schemas schemas;
  private Bootstrap bootstrap;
  private ConnectorCatalogue catalogue;
  private RunEngine engine;
  private SandboxDataflows sandbox;
  private ParentWatch parent;
  private Readiness readiness;

  /** For the container's proxy. */
  protected Startup() {}

  @Inject
  Startup(
      Schemas schemas,
      Bootstrap bootstrap,
      ConnectorCatalogue catalogue,
      RunEngine engine,
      SandboxDataflows sandbox,
      ParentWatch parent,
      Readiness readiness) {
    this.schemas = schemas;
    this.bootstrap = bootstrap;
    this.catalogue = catalogue;
    this.engine = engine;
    this.sandbox = sandbox;
    this.parent = parent;
    this.readiness = readiness;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    try {
      parent.begin();
      schemas.migrate();
      bootstrap.ensure();
      reportPlugins();
      engine.start();
      sandbox.ensure();
      readiness.started();
      LOG.info("Tributary is ready.");
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Tributary does not start: " + firstCause(e), e);
      throw e;
    }
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
    readiness.stopping();
    engine.stop();
  }

  private void reportPlugins() {
    catalogue
        .cards()
        .forEach(
            card ->
                LOG.info(
                    () ->
                        "Connector %s %s (%s)"
                            .formatted(card.displayName(), card.version(), card.jar())));
    catalogue
        .problems()
        .forEach(problem -> LOG.warning(() -> "Plugin " + problem.jar() + ": " + problem.reason()));
  }

  private static String firstCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
