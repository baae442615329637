package tributary.run;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import tributary.TestPostgres;

/** The persistence unit without a container: a call is a transaction, calls inside it join. */
public final class TestTransactions implements AutoCloseable {
  private final EntityManagerFactory factory;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

  public TestTransactions(TestPostgres database) {
    this(database.pool());
  }

  /** Over connections that a test may watch. */
  TestTransactions(DataSource pool) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
    properties.put("jakarta.persistence.jtaDataSource", "");
    properties.put("jakarta.persistence.nonJtaDataSource", pool);
    properties.put("eclipselink.session-name", "test-" + System.identityHashCode(pool));
    properties.put("eclipselink.logging.level", "OFF");
    properties.put("eclipselink.weaving", "false");
    factory = Persistence.createEntityManagerFactory("tributary", properties);
  }

  /** Returns the entity manager of the calling thread's transaction. */
  public EntityManager entityManager() {
    return (EntityManager)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> invoke(method, current.get(), arguments));
  }

  /** Returns the same, with a transaction around each call. */
  public <T> T transactional(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> inTransaction(method, target, arguments)));
  }

  private Object inTransaction(Method method, Object target, Object[] arguments) throws Throwable {
    if (current.get() != null) {
      return invoke(method, target, arguments);
    }
    EntityManager entities = factory.createEntityManager();
    current.set(entities);
    entities.getTransaction().begin();
    try {
      Object result = invoke(method, target, arguments);
      entities.getTransaction().commit();
      return result;
    } finally {
      if (entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
      current.remove();
      entities.close();
    }
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      // other features' interfaces may be closed to this one
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
