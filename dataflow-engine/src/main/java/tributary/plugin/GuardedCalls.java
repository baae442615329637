package tributary.plugin;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import tributary.spi.ConnectorException;

/**
 * The one way into a plugin's code: with the plugin's class loader as the thread's context loader,
 * outside any transaction, and out again only with a result, a {@link ConnectorException} or an
 * interruption.
 */
final class GuardedCalls {
  private static final System.Logger LOG = System.getLogger(GuardedCalls.class.getName());

  private final String connector;
  private final ClassLoader loader;
  private final TimeBox timeBox;
  private final BooleanSupplier inTransaction;

  /**
   * @param connector the connector's name for people
   * @param loader the plugin's
   * @param timeBox the plugin's
   * @param inTransaction whether the calling thread has a transaction
   */
  GuardedCalls(
      String connector, ClassLoader loader, TimeBox timeBox, BooleanSupplier inTransaction) {
    this.connector = connector;
    this.loader = loader;
    this.timeBox = timeBox;
    this.inTransaction = inTransaction;
  }

  /** Makes a call that may take long, on the caller's thread. */
  <T> T here(String what, Callable<T> call) throws InterruptedException {
    requireNoTransaction(what);
    try {
      return withLoader(call);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      throw translated(what, e);
    }
  }

  /** Makes a call that the contract does not let be interrupted, on the caller's thread. */
  <T> T briefly(String what, Callable<T> call) {
    try {
      return here(what, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw bug(what, e);
    }
  }

  /** Makes a call that must end in time, on a thread of the plugin's own. */
  <T> T boxed(String what, Callable<T> call) throws InterruptedException {
    requireNoTransaction(what);
    try {
      return timeBox.call(() -> withLoader(call));
    } catch (ExecutionException e) {
      throw translated(what, e.getCause());
    } catch (TimeoutException e) {
      throw new ConnectorException(
          HostError.CONNECTOR_TIMEOUT,
          connector
              + " did not answer within "
              + timeBox.limit().toSeconds()
              + " seconds ("
              + what
              + "). Try again; if it happens again, ask the operator to look at the network or to"
              + " raise tributary.plugins.call-seconds.",
          e);
    } catch (RejectedExecutionException e) {
      throw new ConnectorException(
          HostError.CONNECTOR_BUSY,
          connector + " is busy with " + TimeBox.THREADS + " other calls. Try again in a minute.",
          e);
    }
  }

  /** Closes something of the plugin's; a failure is logged, since there is nothing left to save. */
  void close(String what, AutoCloseable closeable) {
    try {
      briefly(
          what,
          () -> {
            closeable.close();
            return "";
          });
    } catch (ConnectorException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}", e.getMessage());
    }
  }

  private <T> T withLoader(Callable<T> call) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return Objects.requireNonNull(call.call(), "the connector answered with null");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private ConnectorException translated(String what, Throwable thrown) throws InterruptedException {
    if (thrown instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
      throw fatal;
    }
    return thrown instanceof ConnectorException known ? known : bug(what, thrown);
  }

  private ConnectorException bug(String what, Throwable thrown) {
    // its own message might hold a value of the source, so only the places are logged; that of a
    // missing class names the class
    String name = thrown.getClass().getSimpleName();
    String detail =
        thrown instanceof NoClassDefFoundError missing ? name + " " + className(missing) : name;
    LOG.log(
        System.Logger.Level.WARNING,
        "{0} threw {1} in {2}: {3}",
        connector,
        detail,
        what,
        Arrays.stream(thrown.getStackTrace())
            .limit(12)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(" < ")));
    return new ConnectorException(
        HostError.CONNECTOR_BUG,
        "The connector "
            + connector
            + " failed in a way it should not ("
            + what
            + ": "
            + name
            + "). Report it to the connector's author; the operator finds the place in the log.",
        thrown);
  }

  private static String className(NoClassDefFoundError missing) {
    String text = String.valueOf(missing.getMessage());
    return text.matches("[\\w/.$]+") ? text : "of an unknown class";
  }

  private void requireNoTransaction(String what) {
    if (inTransaction.getAsBoolean()) {
      throw new IllegalStateException(
          "A transaction is open during a call into " + connector + ": " + what);
    }
  }
}
