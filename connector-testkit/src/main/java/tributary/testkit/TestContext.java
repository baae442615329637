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
import java.util.concurrent.atomic.AtomicReference;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
import tributary.spi.Network;
import tributary.spi.RunLog;
import tributary.spi.Scratch;

/**
 * What the host lends, for tests: a clock to set, notes to look at, files that {@link #close}
 * deletes, and a network that allows every address but those refused here. Thread-safe.
 */
public final class TestContext implements ConnectorContext, AutoCloseable {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<URI> asked = new CopyOnWriteArrayList<>();
  private final List<Path> files = new CopyOnWriteArrayList<>();
  private final List<String> refusedHosts = new CopyOnWriteArrayList<>();
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
