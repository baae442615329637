package tributary.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Lends the configured retention. */
@ApplicationScoped
class ConfiguredRetention {
  @Produces
  @Singleton
  Retention retention(Config config) {
    return Retention.read(key -> config.getOptionalValue(key, String.class));
  }
}
