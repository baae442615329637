package tributary.connection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.ConfigValues;
import tributary.spi.KeyMaterial;
import tributary.spi.Secret;

/**
 * Checked settings as a connector reads them, secrets in clear. While a form is still being filled
 * in and only a remote choice is asked for, a required field that is still empty reads as empty
 * text.
 */
final class OpenSettings implements ConfigValues {
  private final ConfigSpec spec;
  private final Map<String, String> values;

  /**
   * @param spec the connector's fields
   * @param plain values that are not secret
   * @param secrets secrets and files in clear
   */
  OpenSettings(ConfigSpec spec, Map<String, String> plain, Map<String, String> secrets) {
    this.spec = spec;
    this.values = new HashMap<>(plain);
    this.values.putAll(secrets);
  }

  @Override
  public String text(String key) {
    return optionalText(key).orElse("");
  }

  @Override
  public Optional<String> optionalText(String key) {
    ConfigField field = field(key);
    if (SettingsCheck.isSecret(field)) {
      throw new IllegalArgumentException("The field " + key + " is a secret, not text");
    }
    return value(key);
  }

  @Override
  public long whole(String key) {
    typed(key, ConfigField.Whole.class);
    return value(key)
        .map(Long::parseLong)
        .orElseThrow(() -> new IllegalArgumentException("The field " + key + " is empty"));
  }

  @Override
  public boolean flag(String key) {
    typed(key, ConfigField.Flag.class);
    return value(key).map(Boolean::parseBoolean).orElse(false);
  }

  @Override
  public Secret secret(String key) {
    return optionalSecret(key).orElseGet(() -> Secret.of(""));
  }

  @Override
  public Optional<Secret> optionalSecret(String key) {
    typed(key, ConfigField.Secret.class);
    return value(key).map(Secret::of);
  }

  @Override
  public KeyMaterial certificate(String key) {
    ConfigField.Certificate field = typed(key, ConfigField.Certificate.class);
    char[] password = value(field.passwordKey()).orElse("").toCharArray();
    byte[] file = value(key).map(Base64.getMimeDecoder()::decode).orElseGet(() -> new byte[0]);
    try {
      return file.length == 0
          ? new KeyMaterial(file, new Secret(password))
          : KeyFile.open(file, password).material();
    } catch (KeyFileProblem e) {
      // the form's check has said so; a connector that is asked all the same fails with it
      return new KeyMaterial(file, new Secret(password));
    }
  }

  @Override
  public Optional<String> authorities(String key) {
    typed(key, ConfigField.Authorities.class);
    return value(key)
        .map(base64 -> new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8));
  }

  private Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private ConfigField field(String key) {
    return spec.field(key)
        .orElseThrow(() -> new IllegalArgumentException("The settings have no field " + key));
  }

  private <T extends ConfigField> T typed(String key, Class<T> type) {
    ConfigField field = field(key);
    if (!type.isInstance(field)) {
      throw new IllegalArgumentException(
          "The field " + key + " is a " + field.getClass().getSimpleName());
    }
    return type.cast(field);
  }
}
