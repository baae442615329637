package tributary.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A pool that notes the statements which are prepared on its connections. */
final class WatchedPool {
  private final DataSource pool;
  private final List<String> statements = new CopyOnWriteArrayList<>();

  WatchedPool(DataSource pool) {
    this.pool = pool;
  }

  DataSource watched() {
    return proxy(
        DataSource.class,
        pool,
        (method, arguments, result) ->
            result instanceof Connection connection ? watched(connection) : result);
  }

  private Connection watched(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments, result) -> {
          if (method.getName().startsWith("prepare")) {
            statements.add((String) arguments[0]);
          }
          return result;
        });
  }

  /** Does the work; returns the statements that it takes. */
  List<String> during(Runnable work) {
    statements.clear();
    work.run();
    return List.copyOf(statements);
  }

  /** What becomes of a call's result. */
  private interface Seen {
    Object in(Method method, Object[] arguments, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Seen seen) {
    return type.cast(
        Proxy.newProxyInstance(
            WatchedPool.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return seen.in(method, arguments, method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
