package tributary.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import tributary.spi.ConnectorId;

/** Loads the JARs of the plugins folder. A broken one is set aside with its reason. */
final class PluginFolder implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PluginFolder.class.getName());

  private final Map<ConnectorId, InstalledConnector> connectors = new LinkedHashMap<>();
  private final List<PluginProblem> problems = new ArrayList<>();
  private final List<PluginJar> open = new ArrayList<>();

  PluginFolder(Path folder, ThreadFactory threads, Duration callLimit, Supplier<Executor> here) {
    for (Path jar : jars(folder)) {
      load(jar, threads, callLimit, here);
    }
  }

  Map<ConnectorId, InstalledConnector> connectors() {
    return connectors;
  }

  List<PluginProblem> problems() {
    return problems;
  }

  private static List<Path> jars(Path folder) {
    List<Path> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
        found.forEach(jars::add);
      } catch (IOException e) {
        throw new UncheckedIOException("The plugins folder " + folder + " cannot be read", e);
      }
    }
    // the order decides which of two connectors of the same id counts
    jars.sort(null);
    return jars;
  }

  private void load(Path jar, ThreadFactory threads, Duration callLimit, Supplier<Executor> here) {
    try {
      PluginJar plugin = PluginJar.open(jar, threads, callLimit, here);
      try {
        plugin
            .connectors(connectors.keySet())
            .forEach(connector -> connectors.put(connector.descriptor().id(), connector));
        open.add(plugin);
      } catch (BrokenPlugin | RuntimeException | LinkageError e) {
        close(plugin);
        throw e;
      }
    } catch (BrokenPlugin e) {
      note(jar, e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      note(
          jar,
          "It cannot be loaded ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "). Ask the connector's author.");
    }
  }

  private void note(Path jar, String reason) {
    problems.add(new PluginProblem(jar.getFileName().toString(), reason));
  }

  @Override
  public void close() {
    open.forEach(PluginFolder::close);
  }

  private static void close(PluginJar plugin) {
    try {
      plugin.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "A plugin's JAR could not be closed", e);
    }
  }
}
