package tributary.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sandbox's servers, as a process of their own. */
record Sandbox(ChildProcess process, SandboxAccess access) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Starts the servers and waits until they serve. They keep their port where it is free. */
  static Sandbox start(Installation installation, DataDirectory data, Guard guard)
      throws InterruptedException {
    Path jar =
        installation
            .sandbox()
            .orElseThrow(
                () ->
                    new Problem(
                        "This installation has no sandbox. Start it without --sandbox, or build it with ./mvnw package."));
    Path file = data.sandboxAccess();
    Optional<SandboxAccess> before = Json.read(file, SandboxAccess.class);
    Optional<SandboxAccess.PointClickCare> pcc = before.map(SandboxAccess::pcc);
    int port = Ports.loopback(before.map(known -> known.s3().port()).orElse(0));
    forget(file);
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JavaCommand.path(), "-Xmx192m", "-XX:+UseSerialGC", "-jar"));
    command.addAll(List.of(jar.toString(), "--dir", data.sandbox().toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--pcc-port", kept(pcc.map(SandboxAccess.PointClickCare::port))));
    command.addAll(
        List.of("--pcc-control-port", kept(pcc.map(SandboxAccess.PointClickCare::controlPort))));
    Optional<SandboxAccess.Dataverse> dataverse = before.map(SandboxAccess::dataverse);
    command.addAll(List.of("--dataverse-port", kept(dataverse.map(SandboxAccess.Dataverse::port))));
    command.addAll(
        List.of(
            "--dataverse-control-port", kept(dataverse.map(SandboxAccess.Dataverse::controlPort))));
    command.addAll(List.of("--ready-file", file.toString()));
    command.addAll(List.of("--parent-pid", Long.toString(ProcessHandle.current().pid())));
    ChildProcess process =
        ChildProcess.start(
            "sandbox", new ProcessBuilder(command), data.logs().resolve("sandbox.log"));
    guard.add(process.handle());
    return new Sandbox(process, await(process, file));
  }

  /** A port that it had before, where it is free: what people saved goes on working. */
  private static String kept(Optional<Integer> before) {
    return Integer.toString(before.map(Ports::loopback).orElse(0));
  }

  private static SandboxAccess await(ChildProcess process, Path file) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (process.running() && System.nanoTime() < end) {
      Optional<SandboxAccess> access = Json.read(file, SandboxAccess.class);
      if (access.isPresent()) {
        return access.get();
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new Problem("The sandbox did not start. " + process.whereToLook());
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new Problem("%s cannot be deleted.".formatted(file), failure);
    }
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
