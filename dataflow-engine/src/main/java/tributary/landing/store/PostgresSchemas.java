package tributary.landing.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import tributary.landing.LandingPool;
import tributary.landing.Schemas;

/** Runs the migrations of both schemas. */
@ApplicationScoped
class PostgresSchemas implements Schemas {
  private DataSource pool;

  protected PostgresSchemas() {}

  @Inject
  PostgresSchemas(@LandingPool DataSource pool) {
    this.pool = pool;
  }

  @Override
  public void migrate() {
    migrate("tributary", "db/control");
    migrate("tributary_landing", "db/landing");
  }

  private void migrate(String schema, String folder) {
    try {
      Flyway.configure(PostgresSchemas.class.getClassLoader())
          .dataSource(pool)
          .schemas(schema)
          .defaultSchema(schema)
          .createSchemas(true)
          .locations("classpath:" + folder)
          // none: a migration that this version does not know is not to be passed over
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayValidateException e) {
      throw new IllegalStateException(
          "Schema "
              + schema
              + " was changed by another version of Tributary. Start that version or a newer one.",
          e);
    } catch (FlywayException e) {
      throw new IllegalStateException("Schema " + schema + " could not be brought up to date.", e);
    }
  }
}
