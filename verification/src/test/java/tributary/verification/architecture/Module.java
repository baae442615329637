package tributary.verification.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The modules of the reactor, with the classes that each has compiled. */
enum Module {
  CONNECTOR_API("connector-api"),
  CONNECTOR_TESTKIT("connector-testkit"),
  CONNECTOR_KIT("connector-kit"),
  HOST_HTTP("host-http"),
  CONNECTOR_S3("connectors/s3"),
  CONNECTOR_PCC("connectors/pcc"),
  CONNECTOR_DYNAMICS("connectors/dynamics"),
  ENGINE("dataflow-engine"),
  WEBAPP("webapp"),
  SANDBOX("sandbox"),
  LAUNCHER("launcher"),
  VERIFICATION("verification");

  private static final Path SOURCE = Path.of(System.getProperty("tributary.source"));

  private final String folder;

  Module(String folder) {
    this.folder = folder;
  }

  /** Returns the product's classes of this module. */
  JavaClasses classes() {
    return classesOf(List.of(this));
  }

  Path compiled() {
    return SOURCE.resolve(folder).resolve("target/classes");
  }

  /** Returns the connectors: each of these is one plugin. */
  static List<Module> connectors() {
    return Arrays.stream(values())
        .filter(module -> module.folder.startsWith("connectors/"))
        .toList();
  }

  /** Returns the product's classes of these modules, together. */
  static JavaClasses classesOf(List<Module> modules) {
    return allClasses().that(describe("are of " + modules, type -> isOf(modules, type)));
  }

  private static boolean isOf(List<Module> modules, JavaClass type) {
    Path file = Path.of(type.getSource().orElseThrow().getUri());
    return modules.stream().anyMatch(module -> file.startsWith(module.compiled()));
  }

  /** Returns the product's classes of all modules. */
  static JavaClasses allClasses() {
    return Read.ALL;
  }

  /** Returns the classes of all modules' tests. */
  static JavaClasses allTests() {
    return read(
        Arrays.stream(values())
            .map(module -> SOURCE.resolve(module.folder).resolve("target/test-classes")));
  }

  private static JavaClasses read(Stream<Path> folders) {
    return new ClassFileImporter().importPaths(folders.filter(Files::isDirectory).toList());
  }

  /** Reading the classes takes seconds, and every rule asks for some of them. */
  private static final class Read {
    static final JavaClasses ALL = read(Arrays.stream(values()).map(Module::compiled));
  }
}
