package tributary.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tributary.spi.ConfigSpec;

/**
 * Settings that were compared with the connector's fields.
 *
 * @param spec the fields
 * @param plain values that are not secret, defaults included
 * @param secrets secrets and files that were given, in clear
 * @param kept keys of the secrets that stay as they are sealed
 */
record CheckedSettings(
    ConfigSpec spec, Map<String, String> plain, Map<String, String> secrets, Set<String> kept) {

  /** Returns the settings with these keys set back to their defaults. */
  CheckedSettings withDefaultsFor(Set<String> keys) {
    Map<String, String> rest = new LinkedHashMap<>(plain);
    rest.keySet().removeAll(keys);
    for (String key : keys) {
      spec.field(key)
          .flatMap(field -> field.head().defaultValue())
          .ifPresent(standard -> rest.put(key, standard));
    }
    return new CheckedSettings(spec, rest, secrets, kept);
  }

  @Override
  public String toString() {
    return "CheckedSettings[" + plain.keySet() + ", hidden " + secrets.keySet() + "]";
  }
}
