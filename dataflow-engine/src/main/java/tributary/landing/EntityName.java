package tributary.landing;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * Names an entity; unique in the tenant regardless of case. In PostgreSQL the entity is a view of
 * the lower-case name, so that nobody has to quote it.
 *
 * @param value letters, digits and underscores, a letter first, at most 63 bytes
 */
public record EntityName(String value) {
  /** The longest name that PostgreSQL takes, in bytes. */
  public static final int MAX_BYTES = 63;

  public EntityName {
    Objects.requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not an entity's name: " + value);
    }
  }

  /** Returns whether this can name an entity. */
  public static boolean isValid(String value) {
    return value.matches("[A-Za-z][A-Za-z0-9_]*")
        && value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  /** Returns the name of the view in PostgreSQL. */
  public String relation() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
