package tributary.spi;

import java.util.List;

/**
 * What a plugin JAR offers. The host finds it through {@link java.util.ServiceLoader}: one
 * implementation per JAR, named in {@code META-INF/services/tributary.spi.ConnectorPlugin}, with a
 * public no-argument constructor.
 *
 * <p>The host calls it once, on one thread, when it loads the JAR. Neither the constructor nor
 * {@link #factories()} may do any I/O.
 */
public interface ConnectorPlugin {
  /** Returns the connectors of this JAR: at least one, each with its own id. */
  List<ConnectorFactory> factories();
}
