package tributary.web.wiring;

import com.zaxxer.hikari.HikariPoolMXBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.ToIntFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;

/** Shows how the pool that rows are copied through is used. */
@ApplicationScoped
class PoolFigures {
  private MetricRegistry registry;
  private LandingConnections pool;

  /** For the container's proxy. */
  protected PoolFigures() {}

  @Inject
  PoolFigures(
      @RegistryScope(scope = MetricRegistry.APPLICATION_SCOPE) MetricRegistry registry,
      LandingConnections pool) {
    this.registry = registry;
    this.pool = pool;
  }

  /** Begins to show them; called once. */
  void begin() {
    show("active", HikariPoolMXBean::getActiveConnections);
    show("idle", HikariPoolMXBean::getIdleConnections);
    show("awaited", HikariPoolMXBean::getThreadsAwaitingConnection);
  }

  private void show(String state, ToIntFunction<HikariPoolMXBean> figure) {
    registry.gauge(
        Metadata.builder()
            .withName("tributary_db_connections")
            .withDescription("Connections of the landing pool, and threads that await one")
            .withUnit(MetricUnits.NONE)
            .build(),
        () -> pool.use().map(figure::applyAsInt).orElse(0),
        new Tag("state", state));
  }
}
