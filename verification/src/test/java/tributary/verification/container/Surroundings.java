package tributary.verification.container;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;
import tributary.verification.source.SourceFiles;

/** What stands around the server under test; the same in its process and in the tests'. */
final class Surroundings {
  private Surroundings() {}

  /** Opens a connection to the database, past the product. */
  static Connection database() throws SQLException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(property("tributary.db.url"));
    database.setUser(property("tributary.db.user"));
    database.setPassword(property("tributary.db.password"));
    return database.getConnection();
  }

  static URI sourceEndpoint() {
    return URI.create(property("verification.source.endpoint"));
  }

  static URI endpointOfOtherRegion() {
    return URI.create(property("verification.source.other-region"));
  }

  /** Returns a bucket of the source server; makes it unless it is there. */
  static SourceFiles bucket(String name) {
    return new SourceFiles(URI.create(property("verification.source.back-door")), name);
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
