package tributary.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.ConfigValues;
import tributary.spi.FieldHead;
import tributary.spi.KeyMaterial;
import tributary.spi.Secret;

/**
 * Settings from a map, with the host's rules: a default stands in for an empty value, a field that
 * is not shown has no value, and asking for an unknown key or another type is a fault.
 */
public final class MapConfigValues implements ConfigValues {
  private final ConfigSpec spec;
  private final Map<String, String> values;
  private final Map<String, KeyMaterial> certificates;

  private MapConfigValues(
      ConfigSpec spec, Map<String, String> values, Map<String, KeyMaterial> certificates) {
    this.spec = spec;
    this.values = Map.copyOf(values);
    this.certificates = Map.copyOf(certificates);
  }

  /** Returns the settings with these values; secrets are given in clear. */
  public static MapConfigValues of(ConfigSpec spec, Map<String, String> values) {
    return new MapConfigValues(spec, values, Map.of());
  }

  /** Returns these settings with key material for a certificate field. */
  public MapConfigValues with(String key, KeyMaterial material) {
    Map<String, KeyMaterial> more = new HashMap<>(certificates);
    more.put(key, material);
    return new MapConfigValues(spec, values, more);
  }

  /** Returns these settings with another value; an empty one removes it. */
  public MapConfigValues with(String key, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(key, value);
    return new MapConfigValues(spec, more, certificates);
  }

  @Override
  public String text(String key) {
    return optionalText(key)
        .orElseThrow(() -> new IllegalArgumentException("The setting " + key + " has no value"));
  }

  @Override
  public Optional<String> optionalText(String key) {
    ConfigField field = field(key);
    if (!(field instanceof ConfigField.Text
        || field instanceof ConfigField.Choice
        || field instanceof ConfigField.RemoteChoice)) {
      throw wrongType(key, "text");
    }
    return value(field);
  }

  @Override
  public long whole(String key) {
    if (!(field(key) instanceof ConfigField.Whole field)) {
      throw wrongType(key, "a whole number");
    }
    return value(field).map(Long::parseLong).orElse(0L);
  }

  @Override
  public boolean flag(String key) {
    if (!(field(key) instanceof ConfigField.Flag field)) {
      throw wrongType(key, "a flag");
    }
    return value(field).map(Boolean::parseBoolean).orElse(false);
  }

  @Override
  public Secret secret(String key) {
    return optionalSecret(key)
        .orElseThrow(() -> new IllegalArgumentException("The setting " + key + " has no value"));
  }

  @Override
  public Optional<Secret> optionalSecret(String key) {
    if (!(field(key) instanceof ConfigField.Secret field)) {
      throw wrongType(key, "a secret");
    }
    return value(field).map(Secret::of);
  }

  @Override
  public KeyMaterial certificate(String key) {
    if (!(field(key) instanceof ConfigField.Certificate field)) {
      throw wrongType(key, "a certificate");
    }
    return Optional.ofNullable(certificates.get(key))
        .or(() -> value(field).map(base64 -> decoded(field, base64)))
        .orElseGet(() -> new KeyMaterial(new byte[0], Secret.of("")));
  }

  /** A certificate stands among the values as base64, like a file that is uploaded. */
  private KeyMaterial decoded(ConfigField.Certificate field, String base64) {
    return new KeyMaterial(
        Base64.getMimeDecoder().decode(base64),
        optionalSecret(field.passwordKey()).orElseGet(() -> Secret.of("")));
  }

  @Override
  public Optional<String> authorities(String key) {
    if (!(field(key) instanceof ConfigField.Authorities field)) {
      throw wrongType(key, "authorities");
    }
    return value(field)
        .map(
            base64 ->
                new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.US_ASCII));
  }

  private ConfigField field(String key) {
    return spec.field(key)
        .orElseThrow(() -> new IllegalArgumentException("There is no setting " + key));
  }

  private Optional<String> value(ConfigField field) {
    FieldHead head = field.head();
    return isShown(head)
        ? Optional.ofNullable(values.get(head.key()))
            .filter(value -> !value.isEmpty())
            .or(head::defaultValue)
        : Optional.empty();
  }

  private boolean isShown(FieldHead head) {
    return head.shownWhen()
        .map(when -> value(field(when.key())).filter(when.value()::equals).isPresent())
        .orElse(true);
  }

  private static IllegalArgumentException wrongType(String key, String type) {
    return new IllegalArgumentException("The setting " + key + " is not " + type);
  }
}
