package tributary.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads one plugin. A plugin sees the JDK, its own JAR and the few packages of the host that are
 * lent here, nothing else: whatever library the host uses, a plugin may bring another version.
 */
final class ClosedPluginLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** The contract, and the APIs through which a plugin speaks HTTP with the host's client. */
  static final List<String> LENT =
      List.of(
          "tributary.spi.",
          "jakarta.ws.rs.",
          "org.eclipse.microprofile.rest.client.",
          "jakarta.json.");

  private static final List<String> LENT_PATHS =
      LENT.stream().map(prefix -> prefix.replace('.', '/')).toList();

  private final ClassLoader host;

  ClosedPluginLoader(URL jar, ClassLoader host) {
    super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    this.host = host;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return LENT.stream().anyMatch(name::startsWith)
        ? host.loadClass(name)
        : super.loadClass(name, resolve);
  }

  @Override
  public URL getResource(String name) {
    return lent(name) ? host.getResource(name) : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return lent(name) ? host.getResources(name) : super.getResources(name);
  }

  private static boolean lent(String resource) {
    return LENT_PATHS.stream().anyMatch(resource::startsWith);
  }
}
