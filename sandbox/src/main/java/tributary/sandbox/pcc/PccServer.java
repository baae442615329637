package tributary.sandbox.pcc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Serves PointClickCare alone, as large as wanted, until it is stopped:
 *
 * <pre>java -cp tributary-sandbox.jar tributary.sandbox.pcc.PccServer --dir DIR
 *   [--port N] [--control-port N] [--facilities N] [--patients N] [--seed N]
 *   [--token-seconds N] [--daily-quota N] [--per-second N]</pre>
 *
 * <p>It prints how to reach it as one line of JSON.
 */
public final class PccServer {
  private PccServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    Path directory = Path.of(options.getOrDefault("--dir", "pcc"));
    Files.createDirectories(directory);
    PccSettings usual = PccSettings.in(directory, Clock.systemUTC());
    PccSettings settings =
        new PccSettings(
            directory,
            number(options, "--port", 0),
            number(options, "--control-port", 0),
            Clock.systemUTC(),
            number(options, "--seed", (int) usual.seed()),
            number(options, "--facilities", usual.facilities()),
            number(options, "--patients", usual.patients()),
            Duration.ofSeconds(
                number(options, "--token-seconds", (int) usual.tokenLife().toSeconds())),
            number(options, "--daily-quota", (int) usual.dailyQuota()),
            number(options, "--per-second", 0));
    try (PccSandbox sandbox = PccSandbox.start(settings)) {
      System.out.println(sandbox.access());
      CountDownLatch end = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(end::countDown, "stop"));
      end.await();
    }
  }

  private static int number(Map<String, String> options, String name, int usual) {
    return options.containsKey(name) ? Integer.parseInt(options.get(name)) : usual;
  }
}
