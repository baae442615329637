package tributary.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import tributary.http.HostHttp;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
import tributary.spi.Http;
import tributary.spi.Network;
import tributary.spi.RunLog;
import tributary.spi.Scratch;

/**
 * What the host lends, for tests: a clock to set, notes to look at, files that {@link #close}
 * deletes, HTTP over real connections, and a network that allows every address but those refused
 * here. Thread-safe.
 */
public final class TestContext implements ConnectorContext, AutoCloseable {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<URI> asked = new CopyOnWriteArrayList<>();
  private final List<Path> files = new CopyOnWriteArrayList<>();
  private final List<String> refusedHosts = new CopyOnWriteArrayList<>();
  private final ExecutorService threads =
      new ThreadPoolExecutor(0, 64, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
  private final AtomicReference<Network.Proxy> proxy = new AtomicReference<>();

  /** Refuses addresses of this host from now on. */
  public TestContext refuse(String host) {
    refusedHosts.add(host);
    return this;
  }

  /** Sends connections through a proxy from now on. */
  public TestContext through(Network.Proxy other) {
    proxy.set(other);
    return this;
  }

  /** Returns the notes that were taken, in their order. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Returns the addresses that the connector asked leave for. */
  public List<URI> askedFor() {
    return List.copyOf(asked);
  }

  @Override
  public Clock clock() {
    return clock;
  }

  /** Returns the clock, to set it. */
  public SettableClock settableClock() {
    return clock;
  }

  @Override
  public Network network() {
    return new Network() {
      @Override
      public Optional<Proxy> proxyFor(URI address) {
        return Optional.ofNullable(proxy.get());
      }

      @Override
      public void requireAllowed(URI address) {
        asked.add(address);
        if (refusedHosts.contains(address.getHost())) {
          throw new ConnectorException(
              () -> new ErrorCode("ADDRESS_NOT_ALLOWED", ErrorKind.CONFIGURATION),
              "This installation does not let connectors reach " + address.getHost() + ".",
              null);
        }
      }
    };
  }

  /** Returns HTTP as the product lends it, over real connections. */
  @Override
  public Http http() {
    return new HostHttp(network(), new TestClients(), threads);
  }

  @Override
  public RunLog log() {
    return notes::add;
  }

  @Override
  public Scratch scratch() {
    return () -> {
      Path file = Files.createTempFile("tributary-test", ".tmp");
      files.add(file);
      return file;
    };
  }

  @Override
  public String connectionLabel() {
    return "Test";
  }

  @Override
  public void close() {
    threads.shutdownNow();
    List<Path> left = new ArrayList<>(files);
    files.clear();
    for (Path file : left) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
