package tributary.landing.store;

import tributary.landing.Purpose;
import tributary.tenant.TenantId;

/** The one place where names become part of SQL. */
final class Identifiers {
  private Identifiers() {}

  /** Returns the name in quotes, so that it can be nothing but a name. */
  static String quote(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A name with U+0000");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Returns schema and relation in quotes. */
  static String quote(String schema, String relation) {
    return quote(schema) + "." + quote(relation);
  }

  /** Returns a text constant. Only for statements that take no parameters. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** Returns the schema of a tenant's entities. */
  static String schema(TenantId tenant, Purpose purpose) {
    return switch (purpose) {
      case DATA -> tenant.value();
      case METADATA -> tenant.value() + "_meta";
    };
  }

  /** Returns the schema of the tables behind a tenant's entities. */
  static String generations(TenantId tenant) {
    return tenant.value() + "_generations";
  }

  /** Returns the role that may read a tenant's entities. */
  static String role(TenantId tenant) {
    return "tributary_" + tenant.value();
  }
}
