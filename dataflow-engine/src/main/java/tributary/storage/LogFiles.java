package tributary.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The files of the server's log, where the product knows of them. */
@ApplicationScoped
class LogFiles {
  private static final System.Logger LOG = System.getLogger(LogFiles.class.getName());

  private Optional<String> directory;

  protected LogFiles() {}

  @Inject
  LogFiles(@ConfigProperty(name = "tributary.logs.dir") Optional<String> directory) {
    this.directory = directory;
  }

  /** Returns what they use. */
  OptionalLong bytes() {
    if (directory.isEmpty()) {
      return OptionalLong.empty();
    }
    try (Stream<Path> files = Files.list(Path.of(directory.get()))) {
      // a file may be moved aside while it is looked at
      return OptionalLong.of(files.mapToLong(file -> file.toFile().length()).sum());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The log files cannot be listed: {0}", e.getMessage());
      return OptionalLong.empty();
    }
  }
}
