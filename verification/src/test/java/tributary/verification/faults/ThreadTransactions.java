package tributary.verification.faults;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.not;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;

/** Transactions without a container: a call is one, calls inside it join. */
final class ThreadTransactions implements AutoCloseable {
  private final EntityManagerFactory factory;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

  ThreadTransactions(DataSource pool) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
    properties.put("jakarta.persistence.jtaDataSource", "");
    properties.put("jakarta.persistence.nonJtaDataSource", pool);
    properties.put("eclipselink.logging.level", "OFF");
    properties.put("eclipselink.weaving", "false");
    factory = Persistence.createEntityManagerFactory("tributary", properties);
  }

  /** Returns the entity manager of the calling thread's transaction. */
  EntityManager entityManager() {
    return (EntityManager)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> invoke(method, current.get(), arguments));
  }

  boolean inTransaction() {
    return current.get() != null;
  }

  /** Returns the same, with a transaction around each call. */
  Object transactional(Class<?> type, Object target) {
    InvocationHandler around =
        (proxy, method, arguments) -> inTransaction(method, target, arguments);
    return type.isInterface()
        ? Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, around)
        : subclass(type, around);
  }

  /** As a container does, by the constructor that the class has for it. */
  private static Object subclass(Class<?> type, InvocationHandler around) {
    try {
      Constructor<?> constructor =
          new ByteBuddy()
              .subclass(type)
              .method(not(isDeclaredBy(Object.class)))
              .intercept(InvocationHandlerAdapter.of(around))
              .make()
              .load(
                  type.getClassLoader(),
                  ClassLoadingStrategy.UsingLookup.of(
                      MethodHandles.privateLookupIn(type, MethodHandles.lookup())))
              .getLoaded()
              .getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be given transactions", e);
    }
  }

  private Object inTransaction(Method method, Object target, Object[] arguments) throws Throwable {
    if (inTransaction()) {
      return invoke(method, target, arguments);
    }
    EntityManager entities = factory.createEntityManager();
    current.set(entities);
    try {
      entities.getTransaction().begin();
      Object result = invoke(method, target, arguments);
      entities.getTransaction().commit();
      return result;
    } finally {
      current.remove();
      if (entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
      entities.close();
    }
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      // the interfaces of a feature may be closed to others
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
