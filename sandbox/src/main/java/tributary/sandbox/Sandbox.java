package tributary.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import tributary.sandbox.dataverse.DataverseSandbox;
import tributary.sandbox.dataverse.DataverseSettings;
import tributary.sandbox.pcc.PccSandbox;
import tributary.sandbox.pcc.PccSettings;

/**
 * Serves the sandbox until it is stopped:
 *
 * <pre>java -jar tributary-sandbox.jar --dir DIR --port N --pcc-port N --pcc-control-port N
 *   --dataverse-port N --dataverse-control-port N --ready-file FILE --parent-pid PID</pre>
 *
 * <p>It fills the bucket once per directory, tells in the ready file how to reach it, and ends when
 * the parent process does.
 */
public final class Sandbox {
  private Sandbox() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> options = options(arguments);
    Path directory = Path.of(options.getOrDefault("--dir", "sandbox"));
    int port = Integer.parseInt(options.getOrDefault("--port", "0"));
    // They start side by side, so that each further one costs the person who waits next to nothing.
    CompletableFuture<PccSandbox> second =
        CompletableFuture.supplyAsync(() -> pointClickCare(directory, options));
    CompletableFuture<DataverseSandbox> third =
        CompletableFuture.supplyAsync(() -> dataverse(options));
    SandboxS3 s3 = SandboxS3.start(directory.resolve("s3"), port);
    SampleFiles.putOnce(s3, directory);
    PccSandbox pcc = second.join();
    DataverseSandbox dataverse = third.join();
    String description = description(s3, pcc, dataverse);
    String readyFile = options.get("--ready-file");
    if (readyFile == null) {
      System.out.println(description);
    } else {
      write(Path.of(readyFile), description);
    }
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(end::countDown, "stop"));
    if (options.containsKey("--parent-pid")) {
      ProcessHandle.of(Long.parseLong(options.get("--parent-pid")))
          .ifPresentOrElse(parent -> parent.onExit().thenRun(end::countDown), end::countDown);
    }
    end.await();
    dataverse.close();
    pcc.close();
    s3.close();
  }

  private static PccSandbox pointClickCare(Path directory, Map<String, String> options) {
    try {
      PccSettings settings = PccSettings.in(directory.resolve("pcc"), Clock.systemUTC());
      return PccSandbox.start(
          settings.withPorts(
              Integer.parseInt(options.getOrDefault("--pcc-port", "0")),
              Integer.parseInt(options.getOrDefault("--pcc-control-port", "0"))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static DataverseSandbox dataverse(Map<String, String> options) {
    try {
      return DataverseSandbox.start(
          DataverseSettings.usual(Clock.systemUTC())
              .withPorts(
                  Integer.parseInt(options.getOrDefault("--dataverse-port", "0")),
                  Integer.parseInt(options.getOrDefault("--dataverse-control-port", "0"))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    return options;
  }

  private static String description(SandboxS3 s3, PccSandbox pcc, DataverseSandbox dataverse) {
    return """
        {"s3":{"endpoint":"%s","region":"%s","accessKey":"%s","secretKey":"%s","bucket":"%s"},
        "pcc":%s,
        "dataverse":%s,
        "tenant":"demo","dataflows":%s}
        """
        .formatted(
            s3.endpoint(),
            SandboxS3.REGION,
            SandboxS3.ACCESS_KEY,
            SandboxS3.SECRET_KEY,
            SandboxS3.BUCKET,
            pcc.access(),
            dataverse.access(),
            DemoDataflows.json(s3, pcc, dataverse));
  }

  private static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, text, StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
