package tributary.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.spi.BatchReader;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.ConnectorId;
import tributary.spi.ErrorKind;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Split;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

class LoaderSafeTest {
  private static final ReadRequest REQUEST =
      new ReadRequest.Full(new TableName("", "t"), TableOptions.NONE, List.of());
  private static final Split SPLIT = new Split("1", "", "", 0);

  @TempDir Path work;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private InstalledConnectors connectors;
  private boolean inTransaction;

  private PluginBuilder plugin() {
    return new PluginBuilder(work, "toys");
  }

  private Connector open(PluginBuilder plugin) {
    return open(plugin, Duration.ofSeconds(20));
  }

  private Connector open(PluginBuilder plugin, Duration limit) {
    plugin.into(work.resolve("plugins").resolve("toys.jar"));
    connectors =
        new InstalledConnectors(work.resolve("plugins"), Thread::new, limit, () -> inTransaction);
    assertThat(connectors.problems()).isEmpty();
    return connectors.open(new ConnectorId("toys"), null, null);
  }

  @AfterEach
  void theCallersLoaderIsRestored() {
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    connectors.unload();
  }

  private static BatchReader reader(Connector connector) {
    return connector.source().orElseThrow().open(REQUEST, SPLIT, Optional.empty());
  }

  @Test
  void callsWithThePluginsLoaderOnEveryThread() throws Exception {
    String seesItself =
        "if (Thread.currentThread().getContextClassLoader() != ToyPlugin.class.getClassLoader())"
            + " throw new IllegalStateException();";
    try (Connector connector =
        open(
            plugin()
                .part("CHECK", seesItself + "return new CheckReport(List.of());")
                .part("READ", seesItself + "return ReadStep.Done.withoutCursor();"))) {
      assertThat(connector.check().passed()).isTrue();
      try (BatchReader reader = reader(connector)) {
        assertThat(reader.readInto(null)).isInstanceOf(ReadStep.Done.class);
        assertThat(reader.bytesRead()).isZero();
      }
    }
  }

  @Test
  void plansWithGuardedSplits() throws Exception {
    try (Connector connector = open(plugin())) {
      var splits = connector.source().orElseThrow().plan(REQUEST).splits();
      assertThat(splits).isInstanceOf(LoaderSafeSplitSource.class);
      assertThat(splits.next(5)).hasSize(1);
      assertThat(splits.next(5)).isEmpty();
    }
  }

  @Test
  void whatAPluginShouldNotThrowBecomesABugThatNamesIt() {
    for (String thrown :
        List.of(
            "throw new NullPointerException(\"patient 4711\");",
            "throw new NoClassDefFoundError(\"patient 4711\");",
            "throw new AssertionError(\"patient 4711\");",
            "throw new StackOverflowError(\"patient 4711\");")) {
      Connector connector = open(plugin().part("CHECK", thrown).part("READ", thrown));
      ConnectorException boxed = catchThrowableOfType(ConnectorException.class, connector::check);
      assertBug(boxed);
      BatchReader reader = reader(connector);
      assertBug(catchThrowableOfType(ConnectorException.class, () -> reader.readInto(null)));
      connectors.unload();
    }
  }

  private static void assertBug(ConnectorException e) {
    assertThat(e.code().kind()).isEqualTo(ErrorKind.BUG);
    assertThat(e).hasMessageContaining("Toy toys").hasMessageNotContaining("4711");
  }

  @Test
  void anAnswerOfNullIsABug() {
    Connector connector = open(plugin().part("TABLES", "return null;"));
    assertBug(
        catchThrowableOfType(
            ConnectorException.class, () -> connector.source().orElseThrow().tables()));
    assertBug(
        catchThrowableOfType(
            ConnectorException.class,
            () ->
                connector
                    .source()
                    .orElseThrow()
                    .layout(new TableName("", "t"), TableOptions.NONE)));
  }

  @Test
  void itsOwnExceptionsPassAsTheyAre() {
    Connector connector =
        open(
            plugin()
                .part(
                    "TABLES",
                    "throw new ConnectorException(() -> new ErrorCode(\"NO_RIGHT\","
                        + " ErrorKind.PERMISSION), \"No right to list.\", null);"));
    ConnectorException e =
        catchThrowableOfType(
            ConnectorException.class, () -> connector.source().orElseThrow().tables());
    assertThat(e).hasMessage("No right to list.");
    assertThat(e.code().name()).isEqualTo("NO_RIGHT");
  }

  @Test
  void aCallThatHangsEndsAndIsInterrupted() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    System.getProperties().put("toys.interrupted", interrupted);
    Connector connector =
        open(
            plugin()
                .part(
                    "CHECK",
                    """
                    try {
                      Thread.sleep(600_000);
                    } catch (InterruptedException e) {
                      ((java.util.concurrent.CountDownLatch)
                          System.getProperties().get("toys.interrupted")).countDown();
                    }
                    return null;
                    """),
            Duration.ofMillis(300));
    ConnectorException e = catchThrowableOfType(ConnectorException.class, connector::check);
    assertThat(e.code().kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(e).hasMessageContaining("Toy toys did not answer");
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    System.getProperties().remove("toys.interrupted");
  }

  @Test
  void aCancelledCallerIsInterrupted() throws Exception {
    Connector connector = open(plugin().part("CHECK", "Thread.sleep(600_000); return null;"));
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              started.countDown();
              try {
                connector.check();
              } catch (InterruptedException | RuntimeException e) {
                end.set(e);
              }
            });
    caller.start();
    started.await();
    caller.interrupt();
    caller.join();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aTransactionDuringACallIsOurOwnFault() {
    Connector connector = open(plugin());
    inTransaction = true;
    assertThat(catchThrowableOfType(IllegalStateException.class, connector::check))
        .hasMessageContaining("A transaction is open");
  }

  @Test
  void aFailureToCloseIsNoFailureOfTheWork() {
    Connector connector =
        open(plugin().part("CLOSE", "if (true) throw new IllegalStateException();"));
    reader(connector).close();
    connector.close();
    assertThat(connectors.problems()).isEmpty();
  }
}
