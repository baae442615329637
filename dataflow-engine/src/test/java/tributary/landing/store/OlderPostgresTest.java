package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.TestPostgres;
import tributary.landing.Landing;
import tributary.landing.Landing.RowChanges;
import tributary.pipeline.ChangingSource;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/** An existing database may be older than the one that the product brings. */
class OlderPostgresTest {
  private static final Column ID = new Column("id", ColumnType.WHOLE, true);
  private static final Column NAME = new Column("name", ColumnType.TEXT, true);

  @ParameterizedTest
  @ValueSource(strings = {"15", "16", "17"})
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = "amd64",
      disabledReason = "Older servers are packed for Linux on x86 alone")
  void landsMergesAndTakesBack(String version) throws Exception {
    try (EmbeddedPostgres server = server(version);
        TestPostgres database = TestPostgres.on(server)) {
      assertThat(database.value("show server_version")).startsWith(version + ".");
      TestLanding.migrate(database);
      byKey(database);
      byObject(database);
    }
  }

  private static EmbeddedPostgres server(String version) throws IOException {
    return EmbeddedPostgres.builder()
        .setPgBinaryResolver((system, machine) -> binaries(version))
        .setServerConfig("max_connections", "30")
        .start();
  }

  /** The one archive in the file that the build has put there. */
  private static InputStream binaries(String version) throws IOException {
    try (ZipFile file = new ZipFile(Path.of("target", "postgres", version + ".jar").toFile())) {
      ZipEntry archive =
          file.stream().filter(e -> e.getName().endsWith(".txz")).findFirst().orElseThrow();
      try (InputStream in = file.getInputStream(archive)) {
        return new ByteArrayInputStream(in.readAllBytes());
      }
    }
  }

  private static List<List<String>> content(String... rows) {
    return Arrays.stream(rows).map(row -> List.of(row.split(","))).toList();
  }

  private static void byKey(TestPostgres database) throws Exception {
    ChangingSource source = ChangingSource.ofRows(ID, NAME);
    try (RefreshFixture flow = new RefreshFixture(database, source, 30)) {
      source.upsert("1", "Ada").upsert("2", "Ben");
      flow.full();
      String before = flow.state();
      source.tick().upsert("2", "Benjamin").upsert("3", "Cleo").delete("1");
      assertThat(flow.incremental())
          .isEqualTo(
              new Landing.Landed(
                  2, Optional.of(new RowChanges(1, 1, 1, 0)), Optional.empty(), false));
      assertThat(flow.rows()).containsExactly("2|Benjamin", "3|Cleo");
      flow.rollBack();
      assertThat(flow.state()).isEqualTo(before);
    }
  }

  private static void byObject(TestPostgres database) throws Exception {
    ChangingSource source = ChangingSource.ofObjects(ID, NAME);
    try (RefreshFixture flow = new RefreshFixture(database, source, 30)) {
      source.put("a", "v1", content("1,Ada", "2,Ben")).put("b", "v1", content("3,Cleo"));
      flow.full();
      String before = flow.state();
      source.put("b", "v2", content("3,Clio", "4,Dora"));
      flow.incremental();
      assertThat(flow.rows()).containsExactly("1|Ada", "2|Ben", "3|Clio", "4|Dora");
      flow.rollBack();
      assertThat(flow.state()).isEqualTo(before);
      flow.rollBack();
      assertThat(flow.rows()).isEmpty();
    }
  }
}
