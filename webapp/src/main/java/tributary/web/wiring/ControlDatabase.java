package tributary.web.wiring;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the pool of the control tables, in container transactions; the engine maps over it. */
@DataSourceDefinition(
    name = "java:app/jdbc/tributary",
    className = "org.postgresql.ds.PGSimpleDataSource",
    url = "${MPCONFIG=tributary.db.url}",
    user = "${MPCONFIG=tributary.db.user}",
    password = "${MPCONFIG=tributary.db.password}",
    initialPoolSize = 1,
    minPoolSize = 1,
    maxPoolSize = 10,
    properties = {
      "applicationName=tributary",
      "tcpKeepAlive=true",
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.PostgresConnectionValidation"
    })
@ApplicationScoped
class ControlDatabase {}
