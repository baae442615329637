package tributary.verification.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tributary.verification.container.Member;
import tributary.verification.source.SourceServer;

/** The database and the source that the server under test is told of. */
final class World {
  private final EmbeddedPostgres database;
  private final SourceServer source;
  private final Path folder;

  private World(EmbeddedPostgres database, SourceServer source, Path folder) {
    this.database = database;
    this.source = source;
    this.folder = folder;
  }

  static World create() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "world");
    EmbeddedPostgres database = EmbeddedPostgres.builder().start();
    SourceServer source = SourceServer.start();
    return new World(database, source, folder);
  }

  /** Returns the system properties of the server. */
  Map<String, String> properties() throws Exception {
    Path bootstrap = folder.resolve("bootstrap.json");
    Files.writeString(
        bootstrap,
        new ObjectMapper()
            .writeValueAsString(Map.of("tenants", List.of(Member.ALDER, Member.BIRCH))));
    Map<String, String> properties = new TreeMap<>();
    properties.put("tributary.db.url", database.getJdbcUrl("postgres", "postgres"));
    properties.put("tributary.db.user", "postgres");
    properties.put("tributary.db.password", "postgres");
    properties.put("tributary.plugins.dir", BuiltProduct.plugins().toString());
    properties.put(
        "tributary.data.dir", Files.createDirectories(folder.resolve("data")).toString());
    properties.put("tributary.bootstrap.file", bootstrap.toString());
    properties.put("tributary.egress.private-addresses", "allow");
    properties.put("verification.source.endpoint", source.endpoint().toString());
    properties.put("verification.source.other-region", source.endpointOfOtherRegion().toString());
    properties.put("verification.source.back-door", source.backDoor().toString());
    return properties;
  }

  Path serverLog() {
    return folder.resolve("server.log");
  }

  void stop() throws Exception {
    source.stop();
    database.close();
  }
}
