package tributary.verification.boot;

import java.io.File;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The built application with the tests in it. */
public final class TestedWar {
  private TestedWar() {}

  /** Returns the built WAR, these packages of tests, and what they need. */
  public static WebArchive with(Package... tests) {
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, "tributary.war")
            .importFrom(BuiltProduct.war().toFile())
            .as(WebArchive.class);
    return war.addPackages(false, tests)
        .addAsLibraries(jarOf(Assertions.class), jarOf(net.bytebuddy.ByteBuddy.class))
        .addAsLibrary(openingTheTestsServlet());
  }

  /** The product demands sign-in everywhere; the servlet that runs the tests is let through. */
  private static JavaArchive openingTheTestsServlet() {
    return ShrinkWrap.create(JavaArchive.class, "open-tests-servlet.jar")
        .addAsResource(
            new StringAsset(
                """
                <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <name>open_tests_servlet</name>
                  <security-constraint>
                    <web-resource-collection>
                      <web-resource-name>tests</web-resource-name>
                      <url-pattern>/ArquillianServletRunnerEE9</url-pattern>
                    </web-resource-collection>
                  </security-constraint>
                </web-fragment>
                """),
            "META-INF/web-fragment.xml");
  }

  private static File jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toFile();
  }
}
