package tributary.web.wiring;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import tributary.access.Bootstrap;
import tributary.chore.ChoreEngine;
import tributary.landing.Schemas;
import tributary.plugin.ConnectorCatalogue;
import tributary.run.RunEngine;
import tributary.web.telemetry.QueueFigures;
import tributary.web.telemetry.StructuredLog;

/**
 * Brings the application up in order, and down again. A listener of the servlet context rather than
 * an observer of the application scope, since the server fires that before threads and transactions
 * can be had.
 */
@WebListener
public class Startup implements ServletContextListener {
  private static final Logger LOG = Logger.getLogger(Startup.class.getName());

  @Inject private Schemas schemas;
  @Inject private Bootstrap bootstrap;
  @Inject private ConnectorCatalogue catalogue;
  @Inject private RunEngine engine;
  @Inject private ChoreEngine chores;
  @Inject private SandboxDataflows sandbox;
  @Inject private ParentWatch parent;
  @Inject private Readiness readiness;
  @Inject private StructuredLog log;
  @Inject private QueueFigures queue;
  @Inject private PoolFigures pool;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      log.begin();
      parent.begin();
      schemas.migrate();
      bootstrap.ensure();
      reportPlugins();
      engine.start();
      sandbox.ensure();
      chores.start();
      queue.begin();
      pool.begin();
      readiness.started();
      LOG.info("Tributary is ready.");
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Tributary does not start: " + firstCause(e), e);
      throw e;
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (readiness.isStarted()) {
      readiness.stopping();
      chores.stop();
      engine.stop();
    }
    log.end();
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
