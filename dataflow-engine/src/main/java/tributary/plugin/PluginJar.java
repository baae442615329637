package tributary.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import tributary.spi.ConnectorDescriptor;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorId;
import tributary.spi.ConnectorPlugin;
import tributary.spi.Spi;

/** Loads one JAR of the plugin folder, or says why it cannot be used. */
final class PluginJar implements AutoCloseable {
  private static final String SERVICE = "META-INF/services/" + ConnectorPlugin.class.getName();

  private final String jar;
  private final ClosedPluginLoader loader;
  private final TimeBox timeBox;

  private PluginJar(String jar, ClosedPluginLoader loader, TimeBox timeBox) {
    this.jar = jar;
    this.loader = loader;
    this.timeBox = timeBox;
  }

  /** Opens the JAR without running any of its code. */
  static PluginJar open(
      Path file, ThreadFactory threads, Duration callLimit, Supplier<Executor> here)
      throws BrokenPlugin {
    requireWellFormed(file);
    try {
      return new PluginJar(
          file.getFileName().toString(),
          new ClosedPluginLoader(file.toUri().toURL(), PluginJar.class.getClassLoader()),
          new TimeBox(threads, callLimit, here));
    } catch (MalformedURLException e) {
      throw new BrokenPlugin("Its path cannot be written as an address. Rename the folder.", e);
    }
  }

  private static void requireWellFormed(Path file) throws BrokenPlugin {
    try (JarFile content = new JarFile(file.toFile())) {
      if (content.getEntry(SERVICE) == null) {
        throw new BrokenPlugin(
            "It has no entry "
                + SERVICE
                + ", so it is not a connector. Remove it from the plugins folder, or build it"
                + " with that entry.");
      }
      var trespasser =
          content.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class"))
              .filter(
                  name ->
                      name.replaceFirst("^META-INF/versions/\\d+/", "")
                          .startsWith("tributary/spi/"))
              .findFirst();
      if (trespasser.isPresent()) {
        throw new BrokenPlugin(
            "Its class "
                + trespasser.get()
                + " is in a package of the contract, which the host lends. Build the JAR without"
                + " the contract, and its own classes in another package.");
      }
    } catch (IOException e) {
      throw new BrokenPlugin("It is not a readable JAR file. Copy it anew.", e);
    }
  }

  /** Runs the plugin's own code for the first time and returns its connectors. */
  List<InstalledConnector> connectors(Set<ConnectorId> taken) throws BrokenPlugin {
    List<InstalledConnector> connectors = new ArrayList<>();
    Set<ConnectorId> own = new HashSet<>();
    for (Described described : described()) {
      ConnectorDescriptor descriptor = described.descriptor();
      requireSpi(descriptor);
      if (taken.contains(descriptor.id()) || !own.add(descriptor.id())) {
        throw new BrokenPlugin(
            "It brings the connector “"
                + descriptor.id()
                + "”, which is installed already. Remove one of the two JARs.");
      }
      IconImage icon = IconFile.read(loader, descriptor.icon());
      connectors.add(
          new InstalledConnector(jar, descriptor, icon, described.factory(), loader, timeBox));
    }
    if (connectors.isEmpty()) {
      throw new BrokenPlugin("It brings no connector. Ask its author.");
    }
    return connectors;
  }

  private List<Described> described() throws BrokenPlugin {
    try {
      return timeBox.call(this::ask);
    } catch (ExecutionException e) {
      Throwable cause = rootOf(e.getCause());
      throw new BrokenPlugin(
          "Its code failed while it was loaded ("
              + cause.getClass().getSimpleName()
              + (cause.getMessage() == null ? "" : ": " + cause.getMessage())
              + "). Ask the connector's author for a version that works with this installation.",
          e.getCause());
    } catch (TimeoutException e) {
      throw new BrokenPlugin(
          "Its code did not end within "
              + timeBox.limit().toSeconds()
              + " seconds while it was loaded. Ask the connector's author.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokenPlugin("The start was cut off while it was loaded. Start again.", e);
    }
  }

  private List<Described> ask() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Iterator<ConnectorPlugin> plugins =
          ServiceLoader.load(ConnectorPlugin.class, loader).iterator();
      List<Described> described = new ArrayList<>();
      while (plugins.hasNext()) {
        for (ConnectorFactory factory : plugins.next().factories()) {
          described.add(
              new Described(factory, Objects.requireNonNull(factory.descriptor(), "descriptor")));
        }
      }
      return described;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  private static void requireSpi(ConnectorDescriptor descriptor) throws BrokenPlugin {
    if (descriptor.requiresSpi() >= Spi.OLDEST && descriptor.requiresSpi() <= Spi.VERSION) {
      return;
    }
    throw new BrokenPlugin(
        "Its connector “"
            + descriptor.id()
            + "” is built for version "
            + descriptor.requiresSpi()
            + " of the connector contract; this installation has version "
            + Spi.VERSION
            + ". "
            + (descriptor.requiresSpi() > Spi.VERSION
                ? "Update this installation."
                : "Install a newer version of the connector."));
  }

  @Override
  public void close() throws IOException {
    timeBox.close();
    loader.close();
  }

  private record Described(ConnectorFactory factory, ConnectorDescriptor descriptor) {}
}
