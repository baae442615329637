package tributary.control;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.persistence.jpa.PersistenceProvider;

/**
 * A real PostgreSQL with the control tables and the product's own mappings over it, transactions
 * begun by hand.
 */
public final class ControlDatabase {
  private static ControlDatabase shared;

  private final EmbeddedPostgres postgres;
  private final EntityManagerFactory factory;
  private EntityManager current;

  private ControlDatabase() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    execute("create schema tributary; set search_path = tributary; " + script());
    factory = new PersistenceProvider().createEntityManagerFactory("tributary", overrides());
  }

  /** Returns the database, empty, started once for all test classes. */
  public static synchronized ControlDatabase empty() {
    try {
      if (shared == null) {
        shared = new ControlDatabase();
      }
      shared.execute("truncate tributary.tenant, tributary.account cascade");
      return shared;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> overrides() {
    Map<String, Object> overrides = new HashMap<>();
    overrides.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
    overrides.put("jakarta.persistence.jtaDataSource", null);
    overrides.put("jakarta.persistence.nonJtaDataSource", postgres.getPostgresDatabase());
    overrides.put("eclipselink.logging.level", "WARNING");
    return overrides;
  }

  private static String script() throws IOException {
    StringBuilder script = new StringBuilder();
    for (String name :
        List.of(
            "V1__control_tables",
            "V2__run_queue",
            "V3__refresh_policies",
            "V4__schedules",
            "V5__notifications",
            "V6__run_places",
            "V7__retention",
            "V8__queue_bell",
            "V9__publish_policy",
            "V10__only_rejected",
            "V11__credentials",
            "V12__webhooks")) {
      try (InputStream in =
          ControlDatabase.class.getResourceAsStream("/db/control/" + name + ".sql")) {
        script.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return script.toString();
  }

  private void stop() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the entity manager of the transaction that is open when it is used. */
  public EntityManager entities() {
    return proxy(EntityManager.class, () -> current);
  }

  /** Returns the object with each call of this interface in a transaction of its own. */
  public <T> T transactional(Class<T> type, T object) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                transact(
                    () -> {
                      try {
                        return method.invoke(object, arguments);
                      } catch (InvocationTargetException e) {
                        throw asException(e.getCause());
                      }
                    })));
  }

  private static Exception asException(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (Exception) thrown;
  }

  private static <T> T proxy(Class<T> type, Callable<T> target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(target.call(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Does the work in a transaction; joins the one that is open. */
  public <T> T transact(Callable<T> work) {
    if (current != null) {
      return call(work);
    }
    current = factory.createEntityManager();
    try {
      current.getTransaction().begin();
      T result = call(work);
      current.getTransaction().commit();
      return result;
    } finally {
      if (current.getTransaction().isActive()) {
        current.getTransaction().rollback();
      }
      current.close();
      current = null;
    }
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs statements outside any transaction of the mappings. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the single value that a query finds. */
  public String value(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
