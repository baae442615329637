package tributary.spi;

import java.util.Optional;

/**
 * The settings of one connection, checked against the {@link ConfigSpec}: a required field that is
 * shown is present, a whole number is in range, a default stands in for an empty value.
 *
 * <p>Asking for a key that the spec does not have, or for a value as another type than the field's,
 * throws {@link IllegalArgumentException}: a fault of the plugin.
 */
public interface ConfigValues {
  /** Returns the value of a field that is required and shown. */
  String text(String key);

  /** Returns the value, or empty where the field is empty or not shown. */
  Optional<String> optionalText(String key);

  /** Returns the value of a {@link ConfigField.Whole}. */
  long whole(String key);

  /** Returns the value of a {@link ConfigField.Flag}; {@code false} where it is not shown. */
  boolean flag(String key);

  /** Returns the value of a required {@link ConfigField.Secret}. */
  Secret secret(String key);

  /** Returns the secret, or empty where the field is empty or not shown. */
  Optional<Secret> optionalSecret(String key);

  /** Returns the key material of a required {@link ConfigField.Certificate}. */
  KeyMaterial certificate(String key);

  /**
   * Returns the certificates of a {@link ConfigField.Authorities}, as PEM, or empty where the field
   * is empty or not shown.
   *
   * @since 2
   */
  default Optional<String> authorities(String key) {
    throw new UnsupportedOperationException("This host has no fields for authorities");
  }
}
