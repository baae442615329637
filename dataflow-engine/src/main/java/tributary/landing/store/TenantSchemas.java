package tributary.landing.store;

import static tributary.landing.store.Identifiers.quote;

import java.sql.Connection;
import java.sql.SQLException;
import tributary.landing.Purpose;
import tributary.tenant.TenantId;

/** A tenant's schemas and the role that may read them. */
final class TenantSchemas {
  private static final System.Logger LOG = System.getLogger(TenantSchemas.class.getName());
  private static final long LOCK = 0x7472_6962_7574_6172L;

  private TenantSchemas() {}

  /** Makes what is missing. */
  static void prepare(Connection connection, TenantId tenant) throws SQLException {
    boolean there =
        Transactions.first(
                connection,
                "select 1 from pg_namespace where nspname = ?",
                row -> true,
                Identifiers.schema(tenant, Purpose.METADATA))
            .orElse(false);
    if (there) {
      return;
    }
    Transactions.execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
    boolean role = prepareRole(connection, tenant);
    for (Purpose purpose : Purpose.values()) {
      String schema = quote(Identifiers.schema(tenant, purpose));
      Transactions.execute(connection, "create schema if not exists " + schema);
      if (role) {
        Transactions.execute(
            connection,
            "grant usage on schema " + schema + " to " + quote(Identifiers.role(tenant)));
      }
    }
    Transactions.execute(
        connection, "create schema if not exists " + quote(Identifiers.generations(tenant)));
  }

  static boolean hasRole(Connection connection, TenantId tenant) throws SQLException {
    return Transactions.first(
            connection,
            "select 1 from pg_roles where rolname = ?",
            row -> true,
            Identifiers.role(tenant))
        .orElse(false);
  }

  private static boolean prepareRole(Connection connection, TenantId tenant) throws SQLException {
    if (hasRole(connection, tenant)) {
      return true;
    }
    boolean may =
        Transactions.first(
                connection,
                "select rolsuper or rolcreaterole from pg_roles where rolname = current_user",
                row -> row.getBoolean(1))
            .orElse(false);
    if (may) {
      Transactions.execute(
          connection, "create role " + quote(Identifiers.role(tenant)) + " nologin");
    } else {
      LOG.log(
          System.Logger.Level.WARNING,
          "The database user may not create roles: role {0} is not made, grant SELECT on the"
              + " tenant''s schemas by hand",
          Identifiers.role(tenant));
    }
    return may;
  }
}
