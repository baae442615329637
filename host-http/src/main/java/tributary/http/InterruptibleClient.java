package tributary.http;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import tributary.spi.ConnectorException;
import tributary.spi.HttpProblem;

/**
 * Stands before the client of an annotated interface. The library's own waits do not end when their
 * thread is interrupted, so calls are made on another thread, with the host's class loader, and
 * their failures are put into words.
 *
 * @param <T> the interface
 */
final class InterruptibleClient<T> implements InvocationHandler {
  private final Supplier<T> maker;
  private final Ways ways;
  private final ExecutorService threads;
  private T client;

  /** What comes before each request. */
  interface Turn {
    void await() throws InterruptedException;
  }

  /** What comes before and after each request. */
  record Ways(Turn turn, Outcome outcome) {}

  private InterruptibleClient(Supplier<T> maker, Ways ways, ExecutorService threads) {
    this.maker = maker;
    this.ways = ways;
    this.threads = threads;
  }

  static <T> T of(Class<T> api, Supplier<T> maker, Ways ways, ExecutorService threads) {
    return api.cast(
        Proxy.newProxyInstance(
            api.getClassLoader(),
            new Class<?>[] {api},
            new InterruptibleClient<>(maker, ways, threads)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    try {
      ways.turn().await();
      return call(method, arguments);
    } catch (InterruptedException e) {
      if (Arrays.asList(method.getExceptionTypes()).contains(InterruptedException.class)) {
        throw e;
      }
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          HttpProblem.CONNECTION_LOST, "The request was cut off before its answer.", e);
    }
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    T made = client();
    Future<Object> answer =
        threads.submit(() -> withHostLoader(() -> method.invoke(made, arguments)));
    try {
      Object result = answer.get();
      ways.outcome().of(Optional.empty());
      return result;
    } catch (ExecutionException e) {
      Throwable thrown =
          e.getCause() instanceof InvocationTargetException inner ? inner.getCause() : e.getCause();
      throw Failures.isOfTheNetwork(thrown) ? ways.outcome().of(Optional.of(thrown)) : thrown;
    } finally {
      answer.cancel(true);
    }
  }

  private synchronized T client() throws Exception {
    if (client == null) {
      client = withHostLoader(maker::get);
    }
    return client;
  }

  private static <R> R withHostLoader(java.util.concurrent.Callable<R> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(InterruptibleClient.class.getClassLoader());
    try {
      return work.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "client";
    };
  }
}
