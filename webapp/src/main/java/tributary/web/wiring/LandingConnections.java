package tributary.web.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.landing.LandingPool;

/** Makes the pool of plain connections that rows are copied through. */
@ApplicationScoped
class LandingConnections {
  /**
   * A machine that vanishes without a word must not hold its locks for hours: the database asks
   * after it, and ends its sessions within half a minute.
   */
  private static final String ASK_AFTER_THE_PEER =
      "set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

  private static final String POSTGRESQL = "org.postgresql.ds.PGSimpleDataSource";

  private volatile HikariDataSource made;

  /** Returns how the pool is used; empty before it is made. */
  Optional<HikariPoolMXBean> use() {
    return Optional.ofNullable(made).map(HikariDataSource::getHikariPoolMXBean);
  }

  /** Waits for the database to answer, at most {@code tributary.db.wait}. */
  @Produces
  @ApplicationScoped
  @LandingPool
  DataSource pool(
      @ConfigProperty(name = "tributary.db.url") String url,
      @ConfigProperty(name = "tributary.db.user") String user,
      @ConfigProperty(name = "tributary.db.password") String password,
      @ConfigProperty(name = "tributary.db.wait", defaultValue = "PT30S") Duration wait,
      @ConfigProperty(name = "tributary.landing.pool-size", defaultValue = "16") int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("landing");
    config.setDataSourceClassName(POSTGRESQL);
    config.addDataSourceProperty("url", url);
    config.addDataSourceProperty("user", user);
    config.addDataSourceProperty("password", password);
    config.addDataSourceProperty("applicationName", "tributary");
    config.addDataSourceProperty("reWriteBatchedInserts", true);
    // A network that drops connections without a word is noticed by the operating system.
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.setConnectionInitSql(ASK_AFTER_THE_PEER);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
    config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
    config.setInitializationFailTimeout(wait.toMillis());
    made = new HikariDataSource(config);
    return made;
  }

  void close(@Disposes @LandingPool DataSource pool) throws Exception {
    pool.unwrap(HikariDataSource.class).close();
  }
}
