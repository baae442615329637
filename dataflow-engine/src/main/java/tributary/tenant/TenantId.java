package tributary.tenant;

import java.util.Objects;

/**
 * Names a tenant; also the name of its schema in PostgreSQL. Every use case takes it as an
 * argument.
 *
 * @param value lower-case letters, digits and underscores, 2 to 30 characters, a letter first
 */
public record TenantId(String value) {
  public TenantId {
    Objects.requireNonNull(value, "value");
    if (!value.matches("[a-z][a-z0-9_]{1,29}")
        || value.startsWith("pg_")
        || value.startsWith("tributary")
        || value.endsWith("_meta")
        || value.endsWith("_generations")
        || value.equals("public")
        || value.equals("information_schema")) {
      throw new IllegalArgumentException("Not a tenant's name: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
