package tributary.verification.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process with the engine alone. */
final class Worker extends Node {
  Worker(String name, Path folder, Map<String, String> properties) {
    super(name, folder, properties);
  }

  @Override
  void prepare(Path folder) throws IOException {
    clear(readyFile(folder));
  }

  @Override
  List<String> program(Path folder) {
    return List.of(
        "-D" + WorkerMain.READY + "=" + readyFile(folder),
        "-Djava.util.logging.config.file="
            + Path.of(System.getProperty("tributary.source"), ".mvn", "logging-test.properties"),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        WorkerMain.class.getName());
  }

  @Override
  boolean answers(Path folder) {
    return Files.exists(readyFile(folder));
  }

  private Path readyFile(Path folder) {
    return folder.resolve(name() + ".ready");
  }
}
