package tributary.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * What all kinds of {@link ConfigField} have.
 *
 * @param key the name under which the value is saved: a lower-case letter, then letters and digits
 * @param label the words beside the field
 * @param help one sentence under the field; may be empty
 * @param required whether the form refuses an empty value (while the field is shown)
 * @param defaultValue what stands in the field at first
 * @param advanced whether the form keeps it folded under "Advanced"
 * @param shownWhen the field is shown, and its value used, only while this holds; empty: always
 */
public record FieldHead(
    String key,
    String label,
    String help,
    boolean required,
    Optional<String> defaultValue,
    boolean advanced,
    Optional<Condition> shownWhen) {
  public FieldHead {
    if (!key.matches("[a-z][a-zA-Z0-9]{0,59}")) {
      throw new IllegalArgumentException(
          "A field's key is a lower-case letter followed by letters and digits: " + key);
    }
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(help, "help");
    Objects.requireNonNull(defaultValue, "defaultValue");
    Objects.requireNonNull(shownWhen, "shownWhen");
  }

  /**
   * Another field has a certain value.
   *
   * @param key the other field
   * @param value its value
   */
  public record Condition(String key, String value) {}

  /** Returns the head of a field that must be filled in. */
  public static FieldHead required(String key, String label, String help) {
    return new FieldHead(key, label, help, true, Optional.empty(), false, Optional.empty());
  }

  /** Returns the head of a field that may stay empty. */
  public static FieldHead optional(String key, String label, String help) {
    return new FieldHead(key, label, help, false, Optional.empty(), false, Optional.empty());
  }

  /** Returns this head with a value that stands in the field at first. */
  public FieldHead withDefault(String value) {
    return new FieldHead(key, label, help, required, Optional.of(value), advanced, shownWhen);
  }

  /** Returns this head folded under "Advanced". */
  public FieldHead asAdvanced() {
    return new FieldHead(key, label, help, required, defaultValue, true, shownWhen);
  }

  /** Returns this head, shown only while another field has this value. */
  public FieldHead shownWhen(String otherKey, String value) {
    return new FieldHead(
        key,
        label,
        help,
        required,
        defaultValue,
        advanced,
        Optional.of(new Condition(otherKey, value)));
  }
}
