package tributary.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per data directory and version. */
final class PostgresBinaries {
  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  /** The name that the programs for this machine go by, such as {@code linux-amd64}. */
  static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64v8" : "amd64";
    if (system.startsWith("windows")) {
      return "windows-amd64";
    }
    if (system.startsWith("mac")) {
      return "darwin-" + processor;
    }
    String alpine = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine" : "";
    return "linux-" + processor + alpine;
  }

  /**
   * Unpacks the programs unless this version of them is there already.
   *
   * @param archive the JAR with the one packed archive inside
   * @param directory where unpacked versions are kept
   */
  static PostgresBinaries unpack(Path archive, Path directory) {
    if (!Files.isRegularFile(archive)) {
      throw new Problem(
          "No PostgreSQL for this machine (%s) is beside the launcher. Set TRIBUTARY_DB_URL, _USER and _PASSWORD to use an existing one."
              .formatted(platform()));
    }
    try (ZipFile jar = new ZipFile(archive.toFile())) {
      ZipEntry packed =
          jar.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException("No packed archive in " + archive));
      Path home = directory.resolve(Long.toHexString(packed.getCrc()));
      if (Files.notExists(home)) {
        Path draft = directory.resolve(home.getFileName() + ".new");
        delete(draft);
        Files.createDirectories(draft);
        try (InputStream in = new XZInputStream(jar.getInputStream(packed))) {
          Tar.unpack(in, draft.toAbsolutePath());
        }
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
      }
      return new PostgresBinaries(home.toAbsolutePath());
    } catch (IOException failure) {
      throw new Problem(
          "PostgreSQL could not be unpacked into %s: %s."
              .formatted(directory, failure.getMessage()),
          failure);
    }
  }

  List<String> program(String name) {
    return RunAs.postgres(home.resolve("bin").resolve(name).toString());
  }

  static void delete(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.sorted(Comparator.reverseOrder()).forEach(PostgresBinaries::deleteOne);
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
