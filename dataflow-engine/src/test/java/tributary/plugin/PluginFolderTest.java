package tributary.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.problem.Refusal;
import tributary.spi.ConfigField;
import tributary.spi.ConnectorId;
import tributary.spi.Option;
import tributary.spi.Spi;

class PluginFolderTest {
  @TempDir Path work;

  private Path folder() {
    return work.resolve("plugins");
  }

  private PluginBuilder plugin(String id) {
    return new PluginBuilder(work, id);
  }

  private InstalledConnectors load() {
    return new InstalledConnectors(folder(), Thread::new, Duration.ofSeconds(20), () -> false);
  }

  /** Loads the plugin beside a sound one, which must not suffer, and returns why it is refused. */
  private String refused(PluginBuilder broken) {
    broken.into(folder().resolve("a-broken.jar"));
    return reason();
  }

  private String reason() {
    plugin("sound").into(folder().resolve("sound.jar"));
    InstalledConnectors connectors = load();
    try {
      assertThat(connectors.cards()).extracting(card -> card.id().value()).containsExactly("sound");
      assertThat(connectors.problems())
          .extracting(PluginProblem::jar)
          .containsExactly("a-broken.jar");
      return connectors.problems().get(0).reason();
    } finally {
      connectors.unload();
    }
  }

  @Test
  void loadsEachJarWithItsCardAndIcon() {
    plugin("toys").into(folder().resolve("toys-1.0.jar"));
    plugin("blocks").into(folder().resolve("blocks.jar"));
    InstalledConnectors connectors = load();
    assertThat(connectors.cards())
        .extracting(ConnectorCard::displayName)
        .containsExactly("Toy blocks", "Toy toys");
    ConnectorCard card = connectors.card(new ConnectorId("toys"));
    assertThat(card.jar()).isEqualTo("toys-1.0.jar");
    assertThat(card.version()).isEqualTo("1.0");
    IconImage icon = connectors.icon(new ConnectorId("toys"));
    assertThat(icon.mediaType()).isEqualTo("image/png");
    assertThat(icon.bytes()).isEqualTo(PluginBuilder.PNG);
    assertThat(connectors.problems()).isEmpty();
    connectors.unload();
  }

  @ParameterizedTest
  @CsvSource({"false, keys", "true, keys machine"})
  void offersTheMachinesOwnCredentialsOnlyWhereTheOperatorLendsThem(boolean lent, String offered) {
    plugin("toys")
        .part(
            "CONFIG",
            """
            new ConfigField.Choice(FieldHead.required("signIn", "Sign-in", ""),
                List.of(Option.of("keys")), List.of(Option.of("machine")))
            """)
        .into(folder().resolve("toys.jar"));
    InstalledConnectors connectors =
        new InstalledConnectors(
            folder(), Thread::new, Duration.ofSeconds(20), () -> false, () -> Runnable::run, lent);
    for (ConnectorCard card :
        List.of(connectors.cards().get(0), connectors.card(new ConnectorId("toys")))) {
      ConfigField.Choice signIn = (ConfigField.Choice) card.config().field("signIn").orElseThrow();
      assertThat(signIn.options()).extracting(Option::value).containsExactly(offered.split(" "));
    }
    connectors.unload();
  }

  @Test
  void namesTheInstalledConnectorsWhenAnotherIsAskedFor() {
    plugin("toys").into(folder().resolve("toys.jar"));
    InstalledConnectors connectors = load();
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> connectors.card(new ConnectorId("floppy")));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(refusal).hasMessageContaining("“floppy”").hasMessageContaining("toys");
    connectors.unload();
  }

  /** No class is loaded anew for each run: {@code ST#4915}, {@code ST#10669}. */
  @Test
  void loadsAPluginOnceHoweverOftenItIsOpened() {
    plugin("toys").into(folder().resolve("toys.jar"));
    InstalledConnectors connectors = load();
    connectors.open(new ConnectorId("toys"), null, null).close();
    long loaded = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    for (int i = 0; i < 500; i++) {
      connectors.open(new ConnectorId("toys"), null, null).close();
    }
    assertThat(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - loaded)
        .isLessThan(500);
    connectors.unload();
  }

  @Test
  void aFolderThatIsMissingHasNoConnectors() {
    assertThat(load().cards()).isEmpty();
  }

  @Test
  void refusesWhatIsNotAJar() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("a-broken.jar"), "not a jar");
    assertThat(reason()).contains("not a readable JAR");
  }

  @Test
  void refusesAJarWithoutAServiceEntry() {
    assertThat(refused(plugin("broken").withoutService()))
        .contains("has no entry META-INF/services");
  }

  @Test
  void refusesAServiceEntryOfAMissingClass() {
    assertThat(
            refused(
                plugin("broken")
                    .file(
                        "META-INF/services/tributary.spi.ConnectorPlugin",
                        "no.such.Plugin".getBytes(StandardCharsets.UTF_8))))
        .contains("no.such.Plugin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (true) throw new IllegalStateException(\"out of order\");",
        "if (true) throw new NoSuchMethodError(\"out of order\");",
        "if (true) throw new AssertionError(\"out of order\");",
      })
  void refusesAConstructorThatThrows(String constructor) {
    assertThat(refused(plugin("broken").part("CONSTRUCTOR", constructor)))
        .contains("failed while it was loaded")
        .contains("out of order");
  }

  @Test
  void refusesAnotherVersionOfTheContract() {
    assertThat(refused(plugin("broken").part("SPI", Integer.toString(Spi.VERSION + 1))))
        .contains("version " + (Spi.VERSION + 1))
        .contains("Update this installation");
    assertThat(refused(plugin("broken").part("SPI", Integer.toString(Spi.OLDEST - 1))))
        .contains("newer version of the connector");
  }

  @Test
  void refusesTheSecondOfTwoWithOneId() {
    plugin("sound").into(folder().resolve("sound.jar"));
    plugin("sound").into(folder().resolve("sound2.jar"));
    InstalledConnectors connectors = load();
    assertThat(connectors.cards()).extracting(ConnectorCard::jar).containsExactly("sound.jar");
    assertThat(connectors.problems().get(0).jar()).isEqualTo("sound2.jar");
    assertThat(connectors.problems().get(0).reason()).contains("“sound”").contains("Remove one");
    connectors.unload();
  }

  @Test
  void refusesAMissingATooLargeAndAFalseIcon() {
    assertThat(refused(plugin("broken").without("icon.png"))).contains("“icon.png” is not in");
    assertThat(refused(plugin("broken").file("icon.png", new byte[IconFile.MAX_BYTES + 1])))
        .contains("larger than 64 KiB");
    assertThat(
            refused(plugin("broken").file("icon.png", "GIF89a".getBytes(StandardCharsets.UTF_8))))
        .contains("not a PNG");
    assertThat(
            refused(
                plugin("broken")
                    .part("ICON", "icon.svg")
                    .file("icon.svg", "<html/>".getBytes(StandardCharsets.UTF_8))))
        .contains("not an SVG");
  }

  @Test
  void takesAnSvgIcon() {
    plugin("toys")
        .part("ICON", "icon.svg")
        .file(
            "icon.svg",
            "<?xml version=\"1.0\"?>\n<!-- toy --><svg xmlns=\"http://www.w3.org/2000/svg\"/>"
                .getBytes(StandardCharsets.UTF_8))
        .into(folder().resolve("toys.jar"));
    InstalledConnectors connectors = load();
    assertThat(connectors.icon(new ConnectorId("toys")).mediaType()).isEqualTo("image/svg+xml");
    connectors.unload();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tributary/spi/Trespasser.class", "META-INF/versions/17/tributary/spi/T.class"})
  void refusesAClassInAPackageOfTheContract(String path) {
    assertThat(refused(plugin("broken").file(path, new byte[] {1})))
        .contains(path)
        .contains("package of the contract");
  }

  /**
   * A plugin brings its own libraries, which meet no others: {@code
   * confluentinc/kafka-connect-elasticsearch#119}.
   */
  @Test
  void aPluginSeesTheJdkTheContractAndItselfOnly() throws Exception {
    plugin("toys").into(folder().resolve("toys.jar"));
    try (ClosedPluginLoader loader =
        new ClosedPluginLoader(
            folder().resolve("toys.jar").toUri().toURL(), getClass().getClassLoader())) {
      assertThat(loader.loadClass("tributary.spi.Spi")).isSameAs(Spi.class);
      assertThat(loader.loadClass("java.sql.Connection").getClassLoader()).isNotSameAs(loader);
      assertThat(loader.loadClass("tributary.plugin.toys.ToyPlugin").getClassLoader())
          .isSameAs(loader);
      for (String hidden :
          List.of(
              "tributary.plugin.PluginFolder",
              "tributary.tenant.TenantId",
              "com.fasterxml.jackson.databind.ObjectMapper",
              "jakarta.persistence.EntityManager")) {
        assertThat(
                catchThrowableOfType(ClassNotFoundException.class, () -> loader.loadClass(hidden)))
            .as(hidden)
            .isNotNull();
      }
      assertThat(loader.loadClass("jakarta.ws.rs.GET").getName()).isEqualTo("jakarta.ws.rs.GET");
      assertThat(loader.getResource("db/control/V1__control_tables.sql")).isNull();
      assertThat(loader.getResource("icon.png")).isNotNull();
      assertThat(loader.getResource("tributary/spi/Spi.class")).isNotNull();
    }
  }
}
