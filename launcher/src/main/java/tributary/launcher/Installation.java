package tributary.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What lies beside the launcher's JAR.
 *
 * @param jar the launcher's JAR
 */
record Installation(Path jar) {
  static Installation here() {
    try {
      return new Installation(
          Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toAbsolutePath());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Path payara() {
    return required("payara-micro.jar");
  }

  Path war() {
    return required("tributary.war");
  }

  Path postgres() {
    return app("postgres-" + PostgresBinaries.platform() + ".jar");
  }

  /** Absent in a production installation. */
  Optional<Path> sandbox() {
    return Optional.of(app("tributary-sandbox.jar")).filter(Files::isRegularFile);
  }

  /** The folder asked for, else {@code plugins} here, else the one beside the JAR. */
  Path plugins(Optional<Path> asked) {
    Path here = Path.of("plugins").toAbsolutePath();
    Path folder =
        asked
            .map(Path::toAbsolutePath)
            .orElseGet(() -> Files.isDirectory(here) ? here : jar.resolveSibling("plugins"));
    if (!Files.isDirectory(folder)) {
      throw new Problem(
          "There is no plugins folder %s. Make it, or name another with --plugins DIR."
              .formatted(folder));
    }
    return folder;
  }

  String version() {
    if (Files.isDirectory(jar)) {
      return "Tributary, not packaged";
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      Attributes main = manifest.getMainAttributes();
      String commit = main.getValue("Build-Commit");
      String suffix = "unknown".equals(commit) ? "" : " (" + commit + ")";
      return "Tributary " + main.getValue(Attributes.Name.IMPLEMENTATION_VERSION) + suffix;
    } catch (IOException failure) {
      throw new Problem("The launcher's own JAR %s cannot be read.".formatted(jar), failure);
    }
  }

  private Path required(String name) {
    Path file = app(name);
    if (!Files.isRegularFile(file)) {
      throw new Problem(
          "%s is missing. Build again with ./mvnw package, or copy the whole folder."
              .formatted(file));
    }
    return file;
  }

  private Path app(String name) {
    return jar.resolveSibling("app").resolve(name);
  }
}
