package tributary.verification.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrows run one way: webapp → dataflow-engine → connector-api ← connectors. */
class ModuleArrowsTest {

  @ParameterizedTest
  @EnumSource(
      value = Module.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"VERIFICATION"})
  void seesTheClassesOfEveryModule(Module module) {
    assertThat(module.classes()).as("classes in %s", module.compiled()).isNotEmpty();
  }

  @Test
  void theConnectorApiNeedsTheJdkOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "tributary.spi..")
        .check(Module.CONNECTOR_API.classes());
  }

  @Test
  void theEngineSeesNeitherScreensNorHttpNorConnectors() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.faces..",
            "jakarta.ws.rs..",
            "jakarta.servlet..",
            "org.primefaces..",
            "org.omnifaces..",
            "tributary.web..",
            "tributary.http..",
            "tributary.kit..",
            "tributary.plugin.s3..",
            "tributary.plugin.pcc..",
            "tributary.plugin.dynamics..",
            "software.amazon..",
            "tributary.sandbox..",
            "tributary.testkit..",
            "tributary.launcher..")
        .check(Module.ENGINE.classes());
  }

  @Test
  void theWebappSeesNoDatabaseAndNoConnector() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.persistence..",
            "java.sql..",
            "org.postgresql..",
            "org.flywaydb..",
            "tributary.kit..",
            "tributary.plugin.s3..",
            "tributary.plugin.pcc..",
            "tributary.plugin.dynamics..",
            "software.amazon..",
            "tributary.sandbox..",
            "tributary.testkit..",
            "tributary.launcher..")
        .check(Module.WEBAPP.classes());
  }

  @Test
  void onlyTheWiringOfTheWebappTouchesADataSource() {
    noClasses()
        .that()
        .resideOutsideOfPackage("tributary.web.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.sql..", "com.zaxxer..")
        .check(Module.WEBAPP.classes());
  }

  @Test
  void theWebappSeesNoEntity() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .check(Module.classesOf(List.of(Module.WEBAPP, Module.ENGINE)).that(inWebapp()));
  }

  private static DescribedPredicate<JavaClass> inWebapp() {
    return resideInAPackage("tributary.web..");
  }

  @ParameterizedTest
  @MethodSource("tributary.verification.architecture.Module#connectors")
  void aConnectorSeesNothingOfTheHostButTheApi(Module connector) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "tributary.flow..",
            "tributary.run..",
            "tributary.pipeline..",
            "tributary.landing..",
            "tributary.connection..",
            "tributary.tenant..",
            "tributary.access..",
            "tributary.audit..",
            "tributary.problem..",
            "tributary.plugin",
            "tributary.http..",
            "tributary.web..",
            "tributary.sandbox..",
            "tributary.testkit..",
            "javax.sql..",
            "org.postgresql..")
        .check(connector.classes());
    // what the loader lends of Jakarta EE, and no more
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("jakarta..")
                .and(resideOutsideOfPackage("jakarta.ws.rs.."))
                .and(resideOutsideOfPackage("jakarta.json..")))
        .check(connector.classes());
  }

  @Test
  void theKitNeedsTheApiAndAParserOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "tributary.spi..", "tributary.kit..", "com.fasterxml.jackson.core..")
        .check(Module.CONNECTOR_KIT.classes());
  }

  @Test
  void httpForConnectorsNeedsTheApiAndAClientOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "javax.net.ssl..", "org.apache.hc..", "tributary.spi..", "tributary.http..")
        .check(Module.HOST_HTTP.classes());
  }

  @ParameterizedTest
  @MethodSource("tributary.verification.architecture.Module#connectors")
  void aConnectorKeepsToItsOwnPackage(Module connector) {
    String id = connector.name().substring("CONNECTOR_".length()).toLowerCase(Locale.ROOT);
    classes().should().resideInAPackage("tributary.plugin." + id + "..").check(connector.classes());
  }

  @ParameterizedTest
  @MethodSource("tributary.verification.architecture.Module#connectors")
  void aConnectorHasNoStaticFieldThatChanges(Module connector) {
    fields().that().areStatic().should().beFinal().check(connector.classes());
  }

  @ParameterizedTest
  @EnumSource(
      value = Module.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CONNECTOR_API", "VERIFICATION"})
  void theContractsPackageBelongsToTheContract(Module module) {
    noClasses().should().resideInAPackage("tributary.spi..").check(module.classes());
  }

  @Test
  void theTestkitSeesTheApiAndTestLibrariesOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "tributary.spi..",
            "tributary.testkit..",
            "tributary.http..",
            "jakarta.ws.rs..",
            "org.glassfish.jersey..",
            "org.junit..",
            "org.assertj..",
            "org.opentest4j..",
            "com.tngtech.archunit..",
            "org.apiguardian..")
        .check(Module.CONNECTOR_TESTKIT.classes());
  }

  @Test
  void theLauncherStartsTheProductWithoutSeeingIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "tributary.web..",
            "tributary.flow..",
            "tributary.run..",
            "tributary.landing..",
            "tributary.connection..",
            "tributary.plugin..")
        .check(Module.LAUNCHER.classes());
  }

  @Test
  void theSandboxKnowsNothingOfTheProduct() {
    noClasses()
        .that()
        .resideInAPackage("tributary.sandbox..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("tributary..").and(resideOutsideOfPackage("tributary.sandbox..")))
        .check(Module.SANDBOX.classes());
  }
}
