package tributary.verification.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import tributary.chore.ChoreEngine;
import tributary.run.RunEngine;

/** A node of the installation without screens and API: it takes runs and carries them out. */
final class WorkerMain {
  static final String READY = "faults.ready-file";
  static final String PARENT = "tributary.parent-pid";

  private WorkerMain() {}

  public static void main(String[] arguments) throws Exception {
    ProcessHandle.of(Long.getLong(PARENT))
        .orElseThrow()
        .onExit()
        .thenRun(() -> Runtime.getRuntime().halt(1));
    Map<String, String> settings =
        System.getProperties().stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, System::getProperty));
    Engine engine =
        new Engine(settings, new SteppingClock(Clock.systemUTC(), ProcessHandle.current().pid()));
    engine.part(RunEngine.class).start();
    engine.part(ChoreEngine.class).start();
    Files.createFile(Path.of(System.getProperty(READY)));
    new CountDownLatch(1).await();
  }
}
